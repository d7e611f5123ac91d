package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.rights.AccessRule;
import io.drawdown.rights.AccessRule.Answer;
import io.drawdown.rights.Actor;
import io.drawdown.rights.RightsTable;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every address that is served to programs, called with every kind of key, for one account. */
class RestRightsTest extends ApiTest {

    private static final RightsTable TABLE = RightsTable.of("rest");
    private static final String NOTHING = "0";
    private static final Pattern OF_AN_ACCOUNT = Pattern.compile("/accounts/\\{account}/.*?([a-z-]+)/\\{(?!month)");

    @Autowired
    private ApplicationContext context;

    private final Map<Actor, ApiClient> clients = new EnumMap<>(Actor.class);
    private String account;
    private String another;

    @BeforeEach
    void giveOutKeys() {
        account = account();
        another = account();
        for (var actor : Actor.values()) {
            if (actor.isKey() || actor.affiliation() == Actor.Affiliation.PLATFORM) {
                var of = actor.account(account, another);
                var role = String.valueOf(actor.role());
                clients.put(actor, of == null ? platform(role) : forAccount(of, role));
            }
        }
        clients.put(Actor.NOBODY, stranger);
    }

    @Test
    void listsEveryEndpointInTable() {
        assertThat(TABLE.rows().keySet()).isEqualTo(addresses());
    }

    @TestFactory
    Stream<DynamicTest> answersEachRoleAsTableSays() {
        return addresses().stream()
                .map(address -> DynamicTest.dynamicTest(
                        address,
                        () -> assertThat(AccessRule.answersTo(
                                        clients.keySet(), actor -> answer(call(clients.get(actor), address, NOTHING))))
                                .isEqualTo(TABLE.row(address).rule().answersTo(clients.keySet()))));
    }

    /** Who may see an account's things finds none of another account's under its address. What is put there is named anew. */
    @TestFactory
    Stream<DynamicTest> rejectsForeignIds() {
        var ofTheOther = belongings(another);
        return addresses().stream()
                .filter(address -> OF_AN_ACCOUNT.matcher(address).find() && !address.startsWith("PUT "))
                .flatMap(address -> Stream.of(Actor.CUSTOMER_KEY, Actor.ADMIN)
                        .map(actor -> DynamicTest.dynamicTest(address + " of another account for " + actor, () -> {
                            var answer = call(clients.get(actor), address, id(address, ofTheOther));
                            if (TABLE.row(address).rule().answerTo(actor) == Answer.ALLOWED) {
                                assertThat(answer.status()).as(answer.text()).isEqualTo(404);
                                assertThat(answer.text()).doesNotContain(another);
                            } else {
                                assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                            }
                        })));
    }

    /** What belongs to an account, by the part of the address before its id. */
    private Map<String, String> belongings(String owner) {
        var place = place();
        var bought = buy(owner, offer(place), place);
        assertSuccessful(admin.post("events", json("""
                {'specversion': '1.0', 'id': '1', 'source': '/%s', 'type': 'drawdown.job.started.v1', 'subject': 'train',
                 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 10,
                          'startedAt': '2026-11-22T10:00:00Z'}}""", owner, owner, place.region(), place.specification())));
        clock.advance(Duration.ofHours(1));
        assertSuccessful(admin.post("events", json("""
                {'specversion': '1.0', 'id': '2', 'source': '/%s', 'type': 'drawdown.job.stopped.v1', 'subject': 'train',
                 'data': {'account': '%s', 'stoppedAt': '2026-11-22T11:00:00Z'}}""", owner, owner)));
        var of = "accounts/" + owner + "/";
        var user = World.code("li");
        assertSuccessful(admin.post(of + "users", json("{'username': '%s', 'displayName': 'Li Wei'}", user)));
        return Map.of(
                "packages", bought,
                "orders", admin.get(of + "orders").at("/content/0/number").stringValue(),
                "users", user,
                "runs", admin.get(of + "runs").at("/content/0/id").stringValue(),
                "notifications",
                        admin.get(of + "notifications").at("/content/0/id").stringValue(),
                "api-keys",
                        admin.post(of + "api-keys", json("{'name': 'a', 'role': 'METERING'}"))
                                .at("/id")
                                .asString(),
                "webhooks",
                        admin.post(of + "webhooks", json("{'url': 'https://hooks.example.invalid/a'}"))
                                .at("/id")
                                .stringValue());
    }

    private static String id(String address, Map<String, String> belongings) {
        var matcher = OF_AN_ACCOUNT.matcher(address);
        assertThat(matcher.find()).isTrue();
        assertThat(belongings)
                .as("what the other account has, for others to try to get at")
                .containsKey(matcher.group(1));
        return belongings.get(matcher.group(1));
    }

    /** With the query or the body that the table names. */
    private ApiClient.Answer call(ApiClient client, String address, String id) {
        var parts = address.split(" ");
        var path = parts[1].replace("{account}", account)
                .replace("{month}", "2026-11")
                .replace("{pool}", "PUBLIC")
                .replaceAll("\\{[^}]+}", id);
        var more = TABLE.row(address).note().replace("\\r\\n", "\r\n");
        if (more.startsWith("?") || Set.of("GET", "DELETE").contains(parts[0])) {
            return client.send(parts[0], path + more, null, "Idempotency-Key", newKey());
        }
        var type = more.startsWith("--") ? "multipart/form-data; boundary=x" : "application/json";
        return client.send(
                parts[0], path, more.isEmpty() ? "{}" : more, "Content-Type", type, "Idempotency-Key", newKey());
    }

    private Answer answer(ApiClient.Answer answer) {
        return switch (answer.status()) {
            case 401 -> Answer.UNAUTHENTICATED;
            case 403 -> Answer.FORBIDDEN;
            case 404 -> answer.text().contains("The account '" + account) ? Answer.NOT_FOUND : Answer.ALLOWED;
            // What can't be read is refused before anybody asks, and so may be what broke.
            case 400 -> answer.text().contains("/problems/malformed-request") ? Answer.NEVER_ASKED : Answer.ALLOWED;
            case 405, 406, 413, 415, 429, 500, 503 -> Answer.NEVER_ASKED;
            default -> Answer.ALLOWED;
        };
    }

    private TreeSet<String> addresses() {
        var addresses = new TreeSet<String>();
        for (var mapping :
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            mapping.getHandlerMethods().keySet().forEach(info -> addTo(addresses, info));
        }
        return addresses;
    }

    private static void addTo(TreeSet<String> addresses, RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        for (var path : info.getPatternValues()) {
            for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                addresses.add(method + " " + path);
            }
        }
    }
}
