package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("dialect")
class OrderApiTest extends ApiTest {

    private String account;
    private Place place;
    private String offer;
    private ApiClient customer;

    @BeforeEach
    void open() {
        account = account();
        place = place();
        offer = offer(place);
        customer = forAccount(account, "CUSTOMER");
    }

    @Test
    void createsPackage() {
        var placed = place(order(offer, place, ""), newKey());

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.at("/offer").stringValue()).isEqualTo(offer);
        assertThat(placed.at("/price").toString()).isEqualTo(json("{'amount':'20.00','currency':'CNY'}"));
        assertThat(placed.at("/placedAt").stringValue()).isEqualTo("2026-11-22T10:00:00Z");
        var made = placed.at("/package");
        assertThat(made.path("order")).isEqualTo(placed.at("/number"));
        assertThat(made.path("source").stringValue()).isEqualTo("PURCHASE");
        assertThat(made.path("totalNodeSeconds").longValue()).isEqualTo(36_000);
        assertThat(made.path("remainingNodeSeconds").longValue()).isEqualTo(36_000);
        assertThat(made.path("settledRemainingNodeSeconds").longValue()).isEqualTo(36_000);
        assertThat(made.path("effectiveAt").stringValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(made.path("expiresAt").stringValue()).isEqualTo("2026-12-23T00:00:00Z");
        assertThat(made.path("status").stringValue()).isEqualTo("IN_EFFECT");
        assertThat(made.path("activities").toString()).isEqualTo(json("['TRAINING']"));

        var location = placed.header("Location");
        assertThat(customer.get(location).json()).isEqualTo(placed.json());
        assertThat(customer.get("accounts/" + account + "/orders").at("/content/0"))
                .isEqualTo(placed.json());
        assertThat(customer.get("accounts/" + account + "/packages/"
                                + made.path("id").stringValue())
                        .json())
                .isEqualTo(made);
    }

    @Test
    void returnsSameOrderForSameKeyAndBody() {
        var key = newKey();
        var first = place(order(offer, place, ", 'price': {'amount': 20, 'currency': 'CNY'}"), key);
        var again =
                place(order(offer, place, ", 'price': {'currency': 'CNY', 'amount': '20.0'}, 'note': 'unknown'"), key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(customer.get("accounts/" + account + "/orders")
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void rejectsDifferentOrderUnderSameKey() {
        var key = newKey();
        assertSuccessful(place(order(offer, place, ""), key));

        assertRefused(
                place(order(offer, place, "").replace("\"quantity\": 1", "\"quantity\": 2"), key),
                ProblemType.IDEMPOTENCY_CONFLICT,
                null);
    }

    @Test
    void rejectsInvalidIdempotencyKey() {
        var body = order(offer, place, "");

        assertRefused(customer.post(path(), body), ProblemType.MALFORMED_REQUEST, "Idempotency-Key");
        assertRefused(place(body, " "), ProblemType.MALFORMED_REQUEST, "Idempotency-Key");
        assertRefused(place(body, "k".repeat(256)), ProblemType.MALFORMED_REQUEST, "Idempotency-Key");
        assertSuccessful(place(body, "k".repeat(255)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000", "1.5", "\"x\"", "\"3\"", "null", "99999999999", "1e400", "true", "[]"})
    void rejectsInvalidQuantities(String quantity) {
        var body = order(offer, place, "").replace("\"quantity\": 1", "\"quantity\": " + quantity);

        assertRefused(place(body, newKey()), ProblemType.INVALID, "quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "999", "2.0", "1e2"})
    void acceptsValidQuantities(String quantity) {
        assertSuccessful(
                place(order(offer, place, "").replace("\"quantity\": 1", "\"quantity\": " + quantity), newKey()));
    }

    @Test
    void rejectsOffersNotOnSale() {
        assertRefused(place(order("nope", place, ""), newKey()), ProblemType.UNKNOWN_REFERENCE, "offer");
        assertRefused(
                place(order(offer(place, "CNY", false), place, ""), newKey()), ProblemType.OFFER_NOT_ON_SALE, "offer");
        assertRefused(place(json("{'quantity': 1}"), newKey()), ProblemType.UNKNOWN_REFERENCE, "offer");

        assertSuccessful(admin.put(
                "regions/" + place.region(), json("{'name': 'Closed', 'zone': 'UTC', 'sellsPackages': false}")));
        assertRefused(place(order(offer, place, ""), newKey()), ProblemType.REGION_SELLS_NO_PACKAGES, "offer");
    }

    @Test
    void requiresEachAcknowledgement() {
        for (var acknowledgements :
                new String[] {"null", "{}", "{'region': '%s'}", "{'nonRefundable': false, 'region': '%s'}"}) {
            assertRefused(
                    acknowledging(acknowledgements), ProblemType.NOT_ACKNOWLEDGED, "acknowledgements.nonRefundable");
        }
        for (var acknowledgements :
                new String[] {"{'nonRefundable': true}", "{'nonRefundable': true, 'region': 'another'}"}) {
            assertRefused(acknowledging(acknowledgements), ProblemType.NOT_ACKNOWLEDGED, "acknowledgements.region");
        }
        assertRefused(
                acknowledging("{'nonRefundable': 'yes', 'region': '%s'}"),
                ProblemType.INVALID,
                "acknowledgements.nonRefundable");
        assertRefused(acknowledging("7"), ProblemType.INVALID, "acknowledgements");
    }

    @Test
    void rejectsInvalidEffectiveTimes() {
        assertRefused(effective(customer, "'2026-11-22T09:59:59Z'"), ProblemType.INVALID, "effectiveAt");
        assertRefused(effective(customer, "'2027-11-22T10:00:01Z'"), ProblemType.INVALID, "effectiveAt");
        assertRefused(effective(admin, "'1969-12-31T23:59:59Z'"), ProblemType.INVALID, "effectiveAt");
        assertRefused(effective(customer, "'tomorrow'"), ProblemType.INVALID, "effectiveAt");
        assertRefused(effective(customer, "1795341600"), ProblemType.INVALID, "effectiveAt");
        assertRefused(effective(customer, "'+999999999-01-01T00:00:00Z'"), ProblemType.INVALID, "effectiveAt");
    }

    @Test
    void acceptsValidEffectiveTimes() {
        assertThat(effective(customer, "'2026-11-22T10:00:00.9Z'")
                        .at("/package/effectiveAt")
                        .stringValue())
                .isEqualTo("2026-11-22T10:00:00Z");
        assertThat(effective(customer, "'2027-11-22T18:00:00+08:00'")
                        .at("/package/effectiveAt")
                        .stringValue())
                .isEqualTo("2027-11-22T10:00:00Z");
        assertThat(effective(admin, "'2020-01-31T00:00:00Z'")
                        .at("/package/expiresAt")
                        .stringValue())
                .isEqualTo("2020-03-01T00:00:00Z");
    }

    @Test
    void rejectsUnexpectedPrice() {
        assertRefused(
                place(order(offer, place, ", 'price': {'amount': '19.99', 'currency': 'CNY'}"), newKey()),
                ProblemType.PRICE_CHANGED,
                "price");
        assertRefused(
                place(order(offer, place, ", 'price': {'amount': '20.00', 'currency': 'USD'}"), newKey()),
                ProblemType.PRICE_CHANGED,
                "price");
        assertRefused(
                place(order(offer, place, ", 'price': {'amount': 'much', 'currency': 'CNY'}"), newKey()),
                ProblemType.INVALID,
                "price.amount");
        assertRefused(
                place(order(offer, place, ", 'price': {'amount': '20'}"), newKey()),
                ProblemType.INVALID,
                "price.currency");
        assertRefused(place(order(offer, place, ", 'price': 20"), newKey()), ProblemType.INVALID, "price");
    }

    @Test
    void rejectsOfferInAnotherCurrency() {
        assertRefused(
                place(order(offer(place, "USD", true), place, ""), newKey()), ProblemType.CURRENCY_MISMATCH, "offer");
    }

    @Test
    void reportsAmountOverCreditLimit() {
        var limited = account("CNY", "50");
        var key = newKey();
        var body = order(offer, place, "").replace("\"quantity\": 1", "\"quantity\": 2");
        assertSuccessful(admin.post("accounts/" + limited + "/orders", body, "Idempotency-Key", key));

        var refused =
                admin.post("accounts/" + limited + "/orders", order(offer, place, ""), "Idempotency-Key", newKey());
        assertRefused(refused, ProblemType.CREDIT_LIMIT_EXCEEDED, null);
        assertThat(refused.at("/detail").stringValue()).contains("60.00 CNY", "10.00 CNY", "50.00 CNY");
        assertThat(admin.post("accounts/" + limited + "/orders", body, "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("accounts/" + limited + "/packages")
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void buysOnceUnderConcurrentRequests() throws Exception {
        var key = newKey();
        var body = order(offer, place, "");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<ApiClient.Answer>>mapToObj(thread -> () -> place(body, key))
                    .toList());
            var statuses = new ArrayList<Integer>();
            var numbers = new HashSet<String>();
            for (var answer : answers) {
                statuses.add(answer.get().status());
                numbers.add(answer.get().at("/number").stringValue());
            }
            assertThat(statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting())))
                    .containsOnly(Map.entry(201, 1L), Map.entry(200, 15L));
            assertThat(numbers).hasSize(1);
        }
        assertThat(customer.get("accounts/" + account + "/packages")
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void givesPackagesAsGifts() {
        var given = admin.post("accounts/" + account + "/gifts", json("{'offer': '%s', 'quantity': 2}", offer));

        assertThat(given.status()).isEqualTo(201);
        assertThat(given.at("/source").stringValue()).isEqualTo("GIFT");
        assertThat(given.at("/order").isNull()).isTrue();
        assertThat(given.at("/totalNodeSeconds").longValue()).isEqualTo(72_000);
        assertThat(customer.get(given.header("Location")).json()).isEqualTo(given.json());

        assertRefused(
                customer.post("accounts/" + account + "/gifts", json("{'offer': '%s', 'quantity': 2}", offer)),
                ProblemType.FORBIDDEN,
                null);
        assertRefused(
                admin.post("accounts/" + account + "/gifts", json("{'offer': 'nope', 'quantity': 2}")),
                ProblemType.UNKNOWN_REFERENCE,
                "offer");
        assertRefused(
                admin.post("accounts/" + account + "/gifts", json("{'offer': '%s', 'quantity': 0}", offer)),
                ProblemType.INVALID,
                "quantity");
        assertRefused(
                admin.post("accounts/" + account + "/gifts", json("{'offer': '%s'}", offer)),
                ProblemType.INVALID,
                "quantity");
        assertRefused(
                admin.post("accounts/nope/gifts", json("{'offer': '%s', 'quantity': 2}", offer)),
                ProblemType.NOT_FOUND,
                null);
    }

    @Test
    void givesGiftOncePerKey() {
        var gifts = "accounts/" + account + "/gifts";
        var body = json("{'offer': '%s', 'quantity': 2, 'effectiveAt': '2026-12-01T00:00:00Z'}", offer);
        var key = newKey();
        var given = admin.post(gifts, body, "Idempotency-Key", key);
        assertThat(given.status()).isEqualTo(201);

        var again = admin.post(gifts, body, "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(given.json());
        assertThat(again.header("Location")).isEqualTo(given.header("Location"));
        assertRefused(
                admin.post(
                        gifts,
                        json("{'offer': '%s', 'quantity': 3, 'effectiveAt': '2026-12-01T00:00:00Z'}", offer),
                        "Idempotency-Key",
                        key),
                ProblemType.IDEMPOTENCY_CONFLICT,
                null);
        assertRefused(
                admin.post(gifts, body, "Idempotency-Key", "k".repeat(256)),
                ProblemType.MALFORMED_REQUEST,
                "Idempotency-Key");
        assertRefused(customer.post(gifts, body, "Idempotency-Key", key), ProblemType.FORBIDDEN, null);
        var elsewhere = admin.post("accounts/" + account() + "/gifts", body, "Idempotency-Key", key);
        assertThat(elsewhere.status()).as("keys are an account's own").isEqualTo(201);
        assertThat(admin.post(gifts, body).at("/id"))
                .as("without a key, each request gives")
                .isNotEqualTo(given.at("/id"));
    }

    @Test
    void answersNotFoundForUnknownOrders() {
        assertRefused(customer.get(path() + "/nope"), ProblemType.NOT_FOUND, null);
        var other = account();
        var placed = admin.post("accounts/" + other + "/orders", order(offer, place, ""), "Idempotency-Key", newKey());
        assertRefused(customer.get(path() + "/" + placed.at("/number").stringValue()), ProblemType.NOT_FOUND, null);
    }

    private ApiClient.Answer acknowledging(String acknowledgements) {
        return place(
                json(
                        "{'offer': '%s', 'quantity': 1, 'acknowledgements': %s}",
                        offer, acknowledgements.formatted(place.region())),
                newKey());
    }

    private ApiClient.Answer effective(ApiClient buyer, String effectiveAt) {
        return buyer.post(path(), order(offer, place, ", 'effectiveAt': " + effectiveAt), "Idempotency-Key", newKey());
    }

    private ApiClient.Answer place(String body, String key) {
        return customer.post(path(), body, "Idempotency-Key", key);
    }

    private String path() {
        return "accounts/" + account + "/orders";
    }
}
