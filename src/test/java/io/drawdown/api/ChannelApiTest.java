package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Sql;
import io.drawdown.testing.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ways by which an account is told, and what becomes of messages on them. */
class ChannelApiTest extends ApiTest {

    private static final String HOOK = "https://hooks.example.com/drawdown";

    @Autowired
    private JdbcClient jdbc;

    private String account;
    private String recipients;
    private String webhooks;

    @BeforeEach
    void open() {
        account = account();
        recipients = "accounts/" + account + "/alert-recipients";
        webhooks = "accounts/" + account + "/webhooks";
    }

    @AfterEach
    void restoreClock() {
        clock.set(TestClock.START);
    }

    @Test
    void storesRecipients() {
        assertThat(admin.get(recipients).text()).isEqualTo("{\"emails\":[],\"unconfirmed\":[]}");
        var emails = json("{'emails':['li.wei@example.com','ops+gpu@example.org'],'unconfirmed':[]}");

        assertThat(admin.put(recipients, emails.replace("\"li", "\" li")).text())
                .isEqualTo(emails);
        assertThat(admin.get(recipients).text()).isEqualTo(emails);
        assertThat(admin.put(recipients, admin.get(recipients).text()).text()).isEqualTo(emails);
        assertThat(admin.put(recipients, "{\"emails\":[]}").text()).isEqualTo("{\"emails\":[],\"unconfirmed\":[]}");
    }

    @Test
    void showsUnconfirmedRecipients() {
        var customer = forAccount(account, "CUSTOMER");
        var added = customer.put(
                recipients, json("{'emails':['li.wei@EXAMPLE.com'],'unconfirmed':['nobody', 'x@example.com']}"));
        assertThat(added.text())
                .isEqualTo(json("{'emails':['li.wei@example.com'],'unconfirmed':['li.wei@example.com']}"));
        assertThat(customer.put(recipients, customer.get(recipients).text()).text())
                .isEqualTo(added.text());

        var more = json("{'emails':['li.wei@example.com','ops@example.com'],'unconfirmed':['li.wei@example.com']}");
        assertThat(admin.put(recipients, json("{'emails':['li.wei@example.com','ops@example.com']}"))
                        .text())
                .isEqualTo(more);
        assertThat(platform("SUPPORT").get(recipients).text()).isEqualTo(more);
        assertThat(admin.get("deliveries?account=" + account).at("/content").findValuesAsString("recipient"))
                .containsExactly("li.wei@example.com");
        assertThat(admin.get("deliveries?account=" + account)
                        .at("/content/0/purpose")
                        .stringValue())
                .isEqualTo("CONFIRMATION");

        var again = recipients + "/ask-again";
        assertThat(customer.post(again, json("{'email': 'li.wei@example.com'}")).text())
                .isEqualTo(more);
        assertRefused(customer.post(again, json("{'email': 'ops@example.com'}")), ProblemType.INVALID, "email");
        assertRefused(customer.post(again, json("{'email': 'nobody@example.com'}")), ProblemType.INVALID, "email");
        assertRefused(customer.post(again, "{}"), ProblemType.INVALID, "email");
        jdbc.sql("update delivery set state = 'DELIVERED', next_attempt_at = null where account = :account")
                .param("account", account)
                .update();
        jdbc.sql(
                        "insert into mail_sent (address, account, purpose, sent_at) values ('li.wei@example.com', :account, 'CONFIRMATION', :now)")
                .param("account", account)
                .param("now", Sql.utc(clock.instant()))
                .update();
        var refused = customer.post(again, json("{'email': 'li.wei@example.com'}"));
        assertRefused(refused, ProblemType.TOO_MANY_REQUESTS, null);
        assertThat(refused.header("Retry-After")).isEqualTo("86400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                    | emails",
                "{'emails': null}                                      | emails",
                "{'mails': ['a@example.com']}                          | emails",
                "{'emails': 'a@example.com'}                           | emails",
                "{'emails': [null]}                                    | emails[0]",
                "{'emails': [7]}                                       | emails[0]",
                "{'emails': ['']}                                      | emails[0]",
                "{'emails': ['a@example.com', 'nobody']}               | emails[1]",
                "{'emails': ['a..b@example.com']}                      | emails[0]",
                "{'emails': ['.a@example.com']}                        | emails[0]",
                "{'emails': ['a.@example.com']}                        | emails[0]",
                "{'emails': ['a@example.com\\r\\nBcc: b@example.com']} | emails[0]",
                "{'emails': ['a@example.com', 'A@example.com']}        | emails[1]"
            })
    void rejectsInvalidRecipients(String body, String field) {
        assertRefused(admin.put(recipients, json(body)), ProblemType.INVALID, field);
    }

    @Test
    void limitsNumberOfRecipients() {
        var many = IntStream.range(0, 21)
                .mapToObj("\"a%s@example.com\""::formatted)
                .collect(Collectors.joining(","));

        assertRefused(admin.put(recipients, "{\"emails\": [" + many + "]}"), ProblemType.INVALID, "emails");
    }

    @Test
    void showsWebhookSecretOnce() {
        var made = createWebhook(HOOK, ", 'kinds': ['USED_UP', 'THRESHOLD']");
        var id = made.at("/id").stringValue();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/" + webhooks + "/" + id);
        assertThat(made.at("/secret").stringValue()).startsWith("whsec_");
        assertThat(made.text())
                .isEqualTo(json(
                        "{'id':'%s','url':'%s','kinds':['THRESHOLD','USED_UP'],'secret':'%s'}",
                        id, HOOK, made.at("/secret").stringValue()));
        var shown = admin.get(webhooks + "/" + id);
        assertThat(shown.text())
                .isEqualTo(json(
                        "{'id':'%s','url':'%s','kinds':['THRESHOLD','USED_UP'],'createdAt':'2026-11-22T10:00:00Z','previousSecretUntil':null}",
                        id, HOOK));
        assertThat(admin.get(webhooks).at("/content").toString()).isEqualTo("[" + shown.text() + "]");
        assertThat(admin.csv(webhooks).text())
                .isEqualTo("id,url,kinds,createdAt,previousSecretUntil\r\n" + id + "," + HOOK
                        + ",THRESHOLD USED_UP,2026-11-22T10:00:00Z,\r\n");
        assertThat(admin.get(made.header("Location")).text()).isEqualTo(shown.text());
    }

    @Test
    void sendsAllKindsToWebhookUnlessFiltered() {
        for (var kinds : List.of("", ", 'kinds': null", ", 'kinds': []")) {
            assertThat(createWebhook(HOOK, kinds).at("/kinds").toString())
                    .isEqualTo(json("['THRESHOLD','USED_UP','EXPIRING','EXPIRED','SILENT_RUN']"));
        }
    }

    @Test
    void rotatesWebhookSecrets() {
        var made = createWebhook(HOOK, "");
        var one = webhooks + "/" + made.at("/id").stringValue();

        var rotated = admin.post(one + "/rotate", "");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.at("/id")).isEqualTo(made.at("/id"));
        assertThat(rotated.at("/secret").stringValue())
                .startsWith("whsec_")
                .isNotEqualTo(made.at("/secret").stringValue());
        assertThat(rotated.at("/previousSecretUntil").stringValue()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(admin.get(one).at("/previousSecretUntil").stringValue()).isEqualTo("2026-11-23T10:00:00Z");
        clock.advance(Duration.ofDays(2));
        assertThat(admin.get(one).at("/previousSecretUntil").isNull()).isTrue();
    }

    @Test
    void deletesWebhooks() {
        var one = webhooks + "/" + createWebhook(HOOK, "").at("/id").stringValue();

        var deleted = admin.send("DELETE", one, null);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertRefused(admin.send("DELETE", one, null), ProblemType.NOT_FOUND, null);
        assertRefused(admin.get(one), ProblemType.NOT_FOUND, null);
        assertThat(admin.get(webhooks).at("/content").size()).isZero();
    }

    @Test
    void sendsWebhookTests() throws IOException {
        var bodies = new LinkedBlockingQueue<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 410 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://localhost:" + server.getAddress().getPort();
            assertThat(admin.post(test(createWebhook(url + "/here", "")), "").text())
                    .isEqualTo(json("{'delivered':true,'status':204,'problem':null}"));
            var failed = admin.post(test(createWebhook(url + "/gone", "")), "");
            assertThat(failed.status()).isEqualTo(200);
            assertThat(failed.at("/delivered").booleanValue()).isFalse();
            assertThat(failed.at("/status").intValue()).isEqualTo(410);
            assertThat(failed.at("/problem").stringValue()).contains("410");
            assertThat(bodies).hasSize(2).allMatch(body -> body.contains("\"account\":\"" + account + "\""));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void runsOneWebhookTestPerAccountAtATime() throws Exception {
        var asked = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            var test =
                    test(createWebhook("http://localhost:" + server.getAddress().getPort(), ""));
            var first = CompletableFuture.supplyAsync(() -> admin.post(test, ""));
            asked.await();

            var second = admin.post(test, "");

            assertRefused(second, ProblemType.TOO_MANY_REQUESTS, null);
            assertThat(second.header("Retry-After")).isEqualTo("10");
            answers.countDown();
            assertSuccessful(first.join());
            assertSuccessful(admin.post(test, ""));
        } finally {
            answers.countDown();
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                           | url",
                "{'url': null}                                                | url",
                "{'url': ''}                                                  | url",
                "{'url': 7}                                                   | url",
                "{'url': 'hooks.example.com'}                                 | url",
                "{'url': 'ftp://hooks.example.com'}                           | url",
                "{'url': 'https://li:secret@hooks.example.com'}               | url",
                "{'url': 'https://hooks.example.com', 'kinds': 'USED_UP'}     | kinds",
                "{'url': 'https://hooks.example.com', 'kinds': ['ALL']}       | kinds[0]",
                "{'url': 'https://hooks.example.com', 'kinds': [null]}        | kinds[0]",
                "{'url': 'https://hooks.example.com', 'kind': ['USED_UP']}    | kind"
            })
    void rejectsInvalidWebhooks(String body, String field) {
        assertRefused(admin.post(webhooks, json(body)), ProblemType.INVALID, field);
    }

    @Test
    void listsAndRetriesDeliveries() {
        var here = createWebhook(HOOK, "").at("/id").stringValue();
        assertSuccessful(admin.put(recipients, json("{'emails': ['li.wei@example.com']}")));
        var deliveries = "deliveries?account=" + account;
        useUp();
        var notification = admin.get("accounts/" + account + "/notifications")
                .at("/content/0/id")
                .stringValue();

        assertThat(admin.get(deliveries).at("/page/totalElements").intValue()).isEqualTo(2);
        assertThat(admin.get(deliveries + "&channel=EMAIL").at("/content").findValuesAsString("recipient"))
                .containsExactly("li.wei@example.com");
        var hooked = admin.get(deliveries + "&channel=WEBHOOK&state=PENDING").at("/content/0");
        var id = hooked.path("id").stringValue();
        assertThat(hooked.toString()).isEqualTo(json("""
                {'id':'%s','account':'%s','channel':'WEBHOOK','recipient':'%s','messageId':'msg_%s','state':'PENDING','attempts':0,\
                'nextAttemptAt':'2026-11-22T22:00:00Z','lastError':null,'createdAt':'2026-11-22T22:00:00Z','deliveredAt':null,'purpose':'ALERT'}""", id, account, HOOK, notification));
        assertThat(admin.get("deliveries/" + id).json()).isEqualTo(hooked);
        assertThat(admin.csv(deliveries + "&channel=WEBHOOK").text())
                .isEqualTo(
                        "id,account,channel,recipient,messageId,state,attempts,nextAttemptAt,lastError,createdAt,deliveredAt,purpose\r\n"
                                + "%s,%s,WEBHOOK,%s,msg_%s,PENDING,0,2026-11-22T22:00:00Z,,2026-11-22T22:00:00Z,,ALERT\r\n"
                                        .formatted(id, account, HOOK, notification));

        assertSuccessful(admin.send("DELETE", webhooks + "/" + here, null));
        assertThat(states(deliveries)).containsExactlyInAnyOrder("WEBHOOK PARKED", "EMAIL PENDING");
        assertThat(states(deliveries + "&state=PARKED")).containsExactly("WEBHOOK PARKED");
        assertThat(states(deliveries + "&state=DELIVERED")).isEmpty();
        assertThat(admin.get("deliveries/" + id).at("/lastError").stringValue()).isNotBlank();
        clock.advance(Duration.ofHours(1));
        var again = admin.post("deliveries/" + id + "/retry", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/state").stringValue()).isEqualTo("PENDING");
        assertThat(again.at("/nextAttemptAt").stringValue()).isEqualTo("2026-11-22T23:00:00Z");
        assertThat(again.at("/messageId")).isEqualTo(hooked.path("messageId"));
        assertThat(states(deliveries)).containsExactlyInAnyOrder("WEBHOOK PENDING", "EMAIL PENDING");
    }

    @ParameterizedTest
    @CsvSource({"state=LOST, state", "channel=PIGEON, channel", "account=%00, account", "page=x, page"})
    void rejectsInvalidParameters(String parameter, String field) {
        assertRefused(admin.get("deliveries?" + parameter), ProblemType.INVALID, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999999999999", "%20"})
    void answersNotFoundForUnknownIds(String id) {
        assertRefused(admin.get(webhooks + "/" + id), ProblemType.NOT_FOUND, null);
        assertRefused(admin.send("DELETE", webhooks + "/" + id, null), ProblemType.NOT_FOUND, null);
        for (var what : List.of("rotate", "test")) {
            assertRefused(admin.post(webhooks + "/" + id + "/" + what, ""), ProblemType.NOT_FOUND, null);
        }
        assertRefused(admin.get("deliveries/" + id), ProblemType.NOT_FOUND, null);
        assertRefused(admin.post("deliveries/" + id + "/retry", ""), ProblemType.NOT_FOUND, null);
    }

    @Test
    void answersOnlyAuthorizedRoles() {
        var hook = webhooks + "/" + createWebhook(HOOK, "").at("/id").stringValue();
        var other = account();
        var customer = forAccount(account, "CUSTOMER");
        var strange = forAccount(other, "CUSTOMER");
        var support = platform("SUPPORT");
        var metering = forAccount(account, "METERING");

        for (var path : List.of(recipients, webhooks, hook)) {
            assertSuccessful(customer.get(path));
            assertSuccessful(support.get(path));
            assertRefused(strange.get(path), ProblemType.NOT_FOUND, null);
            assertRefused(metering.get(path), ProblemType.FORBIDDEN, null);
            assertRefused(stranger.get(path), ProblemType.UNAUTHENTICATED, null);
            assertRefused(admin.get(path.replace(account, "nope")), ProblemType.NOT_FOUND, null);
        }
        var emails = "{\"emails\":[]}";
        var body = json("{'url': '%s'}", HOOK);
        for (var program : List.of(support, metering, strange)) {
            var problem = program == strange ? ProblemType.NOT_FOUND : ProblemType.FORBIDDEN;
            assertRefused(program.put(recipients, emails), problem, null);
            assertRefused(program.post(webhooks, body), problem, null);
            assertRefused(program.post(hook + "/rotate", ""), problem, null);
            assertRefused(program.post(hook + "/test", ""), problem, null);
            assertRefused(program.send("DELETE", hook, null), problem, null);
        }
        var elsewhere = hook.replace(account, other);
        assertRefused(strange.get(elsewhere), ProblemType.NOT_FOUND, null);
        assertRefused(strange.post(elsewhere + "/rotate", ""), ProblemType.NOT_FOUND, null);
        assertRefused(strange.send("DELETE", elsewhere, null), ProblemType.NOT_FOUND, null);
        assertSuccessful(customer.put(recipients, emails));
        assertSuccessful(customer.post(webhooks, body));
        assertSuccessful(customer.post(hook + "/rotate", ""));
        assertSuccessful(customer.send("DELETE", hook, null));
    }

    @Test
    void showsDeliveriesToAdminsOnly() {
        createWebhook(HOOK, "");
        useUp();
        var one = "deliveries/"
                + admin.get("deliveries?account=" + account).at("/content/0/id").stringValue();

        for (var program : List.of(forAccount(account, "CUSTOMER"), platform("SUPPORT"), platform("METERING"))) {
            assertRefused(program.get("deliveries"), ProblemType.FORBIDDEN, null);
            assertRefused(program.get(one), ProblemType.FORBIDDEN, null);
            assertRefused(program.post(one + "/retry", ""), ProblemType.FORBIDDEN, null);
        }
    }

    private ApiClient.Answer createWebhook(String url, String more) {
        return admin.post(webhooks, json("{'url': '%s'%s}", url, more));
    }

    private String test(ApiClient.Answer made) {
        return webhooks + "/" + made.at("/id").stringValue() + "/test";
    }

    private List<String> states(String deliveries) {
        return StreamSupport.stream(admin.get(deliveries).at("/content").spliterator(), false)
                .map(one -> one.path("channel").stringValue() + " "
                        + one.path("state").stringValue())
                .toList();
    }

    private void useUp() {
        var place = place();
        buy(account, offer(place), place);
        clock.advance(Duration.ofHours(12));
        assertSuccessful(admin.post("events", json("""
                {'specversion': '1.0', 'id': '1', 'source': '/a', 'type': 'drawdown.usage.recorded.v1', 'subject': 'job-17',
                 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING',
                          'nodes': 4, 'startedAt': '2026-11-22T10:00:00Z', 'endedAt': '2026-11-22T20:00:00Z'}}""", account, place.region(), place.specification())));
    }
}
