package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A test that speaks to the program as others do: over HTTP, with an admin's key, and codes of its own. */
@DrawdownTest
abstract class ApiTest {

    static final String ADMIN_KEY = "an-admin-of-the-tests-with-a-long-key";

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    ApiClient admin;
    ApiClient stranger;

    @BeforeEach
    void connect() {
        clock.set(TestClock.START);
        admin = new ApiClient(port, ADMIN_KEY);
        stranger = admin.withKey(null);
    }

    ApiClient platform(String role) {
        return withNewKey("api-keys", role);
    }

    ApiClient forAccount(String account, String role) {
        return withNewKey("accounts/" + account + "/api-keys", role);
    }

    private ApiClient withNewKey(String path, String role) {
        var made = admin.post(
                path, "{'name': 'a test', 'role': '%s'}".formatted(role).replace('\'', '"'));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return admin.withKey(made.at("/key").stringValue());
    }

    /** Opens an account in CNY, in Shanghai's time. */
    String account() {
        return account("CNY", null);
    }

    String account(String currency, @Nullable String creditLimit) {
        var code = World.accountCode();
        assertSuccessful(admin.put(
                "accounts/" + code,
                json(
                        "{'name': 'Acme', 'currency': '%s', 'zone': 'Asia/Shanghai', 'creditLimit': %s}",
                        currency, creditLimit == null ? "null" : money(creditLimit, currency))));
        return code;
    }

    /** A place to run: a region in UTC that sells packages, a specification, and a list price from always in the public pool. */
    record Place(String region, String specification) {}

    Place place() {
        return place("CNY");
    }

    Place place(String currency) {
        var place = new Place(region(true), specification());
        assertSuccessful(admin.put(price(place), json("{'perNodeHour': %s}", money("3.60", currency))));
        return place;
    }

    String region(boolean sellsPackages) {
        var code = World.code("region");
        assertSuccessful(admin.put(
                "regions/" + code, json("{'name': 'A region', 'zone': 'UTC', 'sellsPackages': %s}", sellsPackages)));
        return code;
    }

    String specification() {
        var code = World.code("gpu");
        assertSuccessful(admin.put("specifications/" + code, json("{'name': 'A GPU', 'kind': 'GPU'}")));
        return code;
    }

    static String price(Place place) {
        return "regions/" + place.region() + "/specifications/" + place.specification() + "/prices/PUBLIC";
    }

    /** An offer of 10 node-hours of training for a month, at 20.00. */
    String offer(Place place) {
        return offer(place, "CNY", true);
    }

    String offer(Place place, String currency, boolean onSale) {
        var code = World.code("offer");
        assertSuccessful(admin.put(
                "offers/" + code,
                json(
                        "{'name': 'Ten hours', 'region': '%s', 'specification': '%s', 'activities': ['TRAINING'], 'nodeHours': 10, 'months': 1, 'price': %s, 'onSale': %s}",
                        place.region(), place.specification(), money("20", currency), onSale)));
        return code;
    }

    static String order(String offer, Place place, String more) {
        return json(
                "{'offer': '%s', 'quantity': 1, 'acknowledgements': {'nonRefundable': true, 'region': '%s'}%s}",
                offer, place.region(), more);
    }

    /** Buys one package, effective now, and gives its id. */
    String buy(String account, String offer, Place place) {
        var placed =
                admin.post("accounts/" + account + "/orders", order(offer, place, ""), "Idempotency-Key", newKey());
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        return placed.at("/package/id").stringValue();
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    static String money(String amount, String currency) {
        return "{\"amount\": \"%s\", \"currency\": \"%s\"}".formatted(amount, currency);
    }

    /** JSON with ' for ". */
    static String json(String json, Object... values) {
        return json.formatted(values).replace('\'', '"');
    }

    static void assertSuccessful(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    /** That a request was refused, how, and because of which field. */
    static void assertRefused(ApiClient.Answer answer, ProblemType type, @Nullable String field) {
        assertThat(answer.header("Content-Type")).as(answer.text()).isEqualTo("application/problem+json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(type.status());
        assertThat(answer.at("/type").stringValue()).as(answer.text()).isEqualTo(type.path());
        assertThat(answer.at("/title").stringValue()).isEqualTo(type.title());
        assertThat(answer.at("/status").intValue()).isEqualTo(type.status());
        assertThat(answer.at("/detail").stringValue()).isNotBlank();
        var fields = StreamSupport.stream(answer.at("/errors").spliterator(), false)
                .map(error -> error.path("field").stringValue())
                .toList();
        if (field == null) {
            assertThat(fields).as(answer.text()).isEmpty();
        } else {
            assertThat(fields).as(answer.text()).contains(field);
        }
    }
}
