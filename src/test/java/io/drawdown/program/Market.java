package io.drawdown.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.api.ApiClient;
import io.drawdown.api.ApiClient.Answer;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A catalogue with one place and one offer, and accounts that have packages there, made over REST as an admin would. */
final class Market {

    static final String REGION = "north-1";
    static final String SPECIFICATION = "gpu.v100";
    static final String OFFER = "v100-1000h";

    private final ServerProcess server;
    private final ApiClient admin;

    private Market(ServerProcess server) {
        this.server = server;
        this.admin = server.admin();
    }

    static Market create(ServerProcess server) {
        var market = new Market(server);
        market.put("regions/" + REGION, "{'name':'North','zone':'UTC','sellsPackages':true}");
        market.specification(SPECIFICATION);
        market.put(
                "regions/" + REGION + "/specifications/" + SPECIFICATION + "/prices/PUBLIC",
                "{'perNodeHour':{'amount':'3.60','currency':'CNY'},'from':'1970-01-01T00:00:00Z'}");
        market.put(
                "offers/" + OFFER,
                "{'name':'V100 1000 h','region':'" + REGION + "','specification':'" + SPECIFICATION
                        + "','activities':['TRAINING'],'nodeHours':1000,'months':12,'price':{'amount':'100.00','currency':'CNY'},'onSale':true}");
        return market;
    }

    /** Opens an account with one package that is in effect since the start of the year; gives its code. */
    String openAccount(String code) {
        put("accounts/" + code, "{'name':'" + code + "','currency':'CNY','zone':'UTC','creditLimit':null}");
        buy(code);
        return code;
    }

    void specification(String code) {
        put("specifications/" + code, "{'name':'" + code + "','kind':'GPU'}");
    }

    void buy(String account) {
        requireSuccess(admin.post(
                "accounts/" + account + "/orders",
                json("{'offer':'" + OFFER
                        + "','quantity':1,'effectiveAt':null,'acknowledgements':{'nonRefundable':true,'region':'"
                        + REGION + "'}}"),
                "Idempotency-Key",
                UUID.randomUUID().toString()));
    }

    /** A client with a new key of the account with this role. */
    ApiClient createKey(String account, String role) {
        return new ApiClient(server.port(), createKeyText(account, role));
    }

    /** A new key of the account with this role. */
    String createKeyText(String account, String role) {
        return requireSuccess(admin.post(
                        "accounts/" + account + "/api-keys", json("{'name':'nightly','role':'" + role + "'}")))
                .at("/key")
                .stringValue();
    }

    /** A batch of records of 3,600 node-seconds each with ids that start with the given prefix. */
    static String batch(String account, String prefix, int records, String extension) {
        return IntStream.range(0, records)
                .mapToObj(number -> event(account, prefix + number, extension))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String event(String account, String id, String extension) {
        return json(
                "{'specversion':'1.0','id':'" + id
                        + "','source':'/nightly','type':'drawdown.usage.recorded.v1','subject':'job-" + id + "'"
                        + extension + ",'data':{'account':'" + account + "','region':'" + REGION
                        + "','pool':'PUBLIC','specification':'" + SPECIFICATION
                        + "','activity':'TRAINING','nodes':4,'startedAt':'2026-11-22T10:00:00Z','endedAt':'2026-11-22T10:15:00Z'}}");
    }

    /** Sends a batch of events. */
    static Answer reportUsage(ApiClient client, String batch) {
        return client.post("events", batch, "Content-Type", "application/cloudevents-batch+json");
    }

    /** What the integrity check finds wrong; empty if nothing is. */
    String findViolations() {
        return requireSuccess(admin.get("integrity")).at("/violations").toString();
    }

    ApiClient admin() {
        return admin;
    }

    private void put(String path, String body) {
        requireSuccess(admin.put(path, json(body)));
    }

    static Answer requireSuccess(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
