package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.World;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountApiTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "{'amount': '1000.00', 'currency': 'CNY'}"})
    void acceptsItsOwnAnswersAsInput(String limit) {
        var code = World.accountCode();
        assertSuccessful(admin.put(
                "accounts/" + code,
                json("{'name': 'Acme', 'currency': 'CNY', 'zone': 'Asia/Shanghai', 'creditLimit': %s}", limit)));

        var account = admin.get("accounts/" + code);
        assertThat(account.json().toString())
                .isEqualTo(json(
                        "{'code':'%s','name':'Acme','currency':'CNY','zone':'Asia/Shanghai','creditLimit':%s,'state':'ACTIVE'}",
                        code, limit.replace(" ", "")));
        assertThat(admin.put("accounts/" + code, account.text()).json()).isEqualTo(account.json());
        assertThat(admin.get("accounts/" + code).json()).isEqualTo(account.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'currency': 'CNY', 'zone': 'UTC'}                                                                     | name                 | INVALID",
                "{'name': 'A', 'zone': 'UTC'}                                                                           | currency             | INVALID",
                "{'name': 'A', 'currency': 'XYZ', 'zone': 'UTC'}                                                        | currency             | INVALID",
                "{'name': 'A', 'currency': 'XAU', 'zone': 'UTC'}                                                        | currency             | INVALID",
                "{'name': 'A', 'currency': 'XXX', 'zone': 'UTC'}                                                        | currency             | INVALID",
                "{'name': 'A', 'currency': 'CNY'}                                                                       | zone                 | INVALID",
                "{'name': 'A', 'currency': 'CNY', 'zone': 'Shanghai'}                                                   | zone                 | INVALID",
                "{'name': 'A', 'currency': 'CNY', 'zone': 'UTC', 'creditLimit': {'amount': '-1', 'currency': 'CNY'}}    | creditLimit.amount   | INVALID",
                "{'name': 'A', 'currency': 'CNY', 'zone': 'UTC', 'creditLimit': {'amount': '1e25', 'currency': 'CNY'}}  | creditLimit.amount   | INVALID",
                "{'name': 'A', 'currency': 'CNY', 'zone': 'UTC', 'creditLimit': {'amount': '1.001', 'currency': 'CNY'}}  | creditLimit.amount   | INVALID",
                "{'name': 'A\\ud83d', 'currency': 'CNY', 'zone': 'UTC'}                                                  | name                 | INVALID",
                "{'name': 'A', 'currency': 'CNY', 'zone': 'UTC', 'creditLimit': {'amount': '1', 'currency': 'USD'}}     | creditLimit.currency | CURRENCY_MISMATCH",
                "{'code': 'b', 'name': 'A', 'currency': 'CNY', 'zone': 'UTC'}                                           | code                 | INVALID"
            })
    void rejectsInvalidAccounts(String body, String field, ProblemType type) {
        assertRefused(admin.put("accounts/" + World.accountCode(), json(body)), type, field);
    }

    @Test
    void rejectsAnObjectWithAKeyTwice() {
        var address = "accounts/" + World.accountCode();

        var answer = admin.put(address, json("{'name': 'A', 'currency': 'CNY',\n 'currency': 'USD', 'zone': 'UTC'}"));

        assertRefused(answer, ProblemType.MALFORMED_REQUEST, null);
        assertThat(answer.at("/detail").stringValue())
                .startsWith("An object in the body has a key twice: line 2, column");
        assertRefused(
                admin.put(
                        address,
                        json(
                                "{'name': 'A', 'currency': 'CNY', 'zone': 'UTC', 'creditLimit': {'amount': '1', 'amount': '2', 'currency': 'CNY'}}")),
                ProblemType.MALFORMED_REQUEST,
                null);
        assertRefused(admin.get(address), ProblemType.NOT_FOUND, null);
    }

    @Test
    void changesCurrencyUntilSomethingIsPricedInIt() {
        var account = account("CNY", "100");
        assertSuccessful(admin.put("accounts/" + account, inDollars("100")));
        assertThat(admin.get("accounts/" + account).at("/currency").stringValue())
                .isEqualTo("USD");
        assertThat(admin.get("accounts/" + account).at("/creditLimit/currency").stringValue())
                .isEqualTo("USD");
        assertSuccessful(admin.post(
                "accounts/" + account + "/gifts",
                json("{'offer': '%s', 'quantity': 1}", offer(place())),
                "Idempotency-Key",
                newKey()));
        assertSuccessful(admin.put("accounts/" + account, json("{'name': 'A', 'currency': 'CNY', 'zone': 'UTC'}")));
    }

    @Test
    void rejectsChangeOfCurrencyOfWhatIsPriced() {
        var place = place();
        var buyer = account();
        buy(buyer, offer(place), place);
        assertCurrencyStays(buyer, "orders");

        var user = account();
        assertThat(admin.post("events", event(user, place, "usage.recorded", "'endedAt': '2026-11-22T09:30:00Z'"))
                        .at("/results/0/status")
                        .stringValue())
                .isEqualTo("accepted");
        assertCurrencyStays(user, "charges");

        var runner = account();
        buy(runner, offer(place), place);
        var start = event(runner, place, "job.started", "'project': 'p'");
        assertThat(admin.post("events", start).at("/results/0/status").stringValue())
                .isEqualTo("accepted");
        assertCurrencyStays(runner, "charges, orders, and running jobs");
    }

    private void assertCurrencyStays(String account, String priced) {
        var refused = admin.put("accounts/" + account, inDollars("100"));
        assertRefused(refused, ProblemType.CURRENCY_MISMATCH, "currency");
        assertThat(refused.at("/detail").stringValue()).startsWith("The account has " + priced + " in CNY");
        assertThat(admin.get("accounts/" + account).at("/currency").stringValue())
                .isEqualTo("CNY");
    }

    private static String inDollars(String limit) {
        return json("{'name': 'A', 'currency': 'USD', 'zone': 'UTC', 'creditLimit': %s}", money(limit, "USD"));
    }

    private static String event(String account, Place place, String type, String more) {
        return json(
                "{'specversion': '1.0', 'id': '1', 'source': '/a', 'type': 'drawdown.%s.v1', 'subject': 'job', 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 1, 'startedAt': '2026-11-22T09:00:00Z', %s}}",
                type, account, place.region(), place.specification(), more);
    }

    @Test
    void findsAccountsByText() {
        var place = place();
        var account = account();
        account();
        var number = admin.post(
                        "accounts/" + account + "/orders", order(offer(place), place, ""), "Idempotency-Key", newKey())
                .at("/number")
                .stringValue();
        assertSuccessful(admin.post(
                "accounts/" + account + "/users", json("{'username': 'li-%s', 'displayName': 'Li Wei'}", account)));

        for (var words : new String[] {account.toUpperCase(Locale.ROOT), "LI-" + account, number}) {
            var found = admin.get("accounts?q=" + words);
            assertThat(found.at("/page/totalElements").intValue()).as(words).isEqualTo(1);
            assertThat(found.at("/content/0"))
                    .isEqualTo(admin.get("accounts/" + account).json());
        }
        assertThat(admin.get("accounts?q=" + account + "%25").at("/content").isEmpty())
                .isTrue();
        assertThat(admin.get("accounts?q=").at("/page/totalElements").intValue())
                .isGreaterThan(1);
        assertRefused(forAccount(account, "CUSTOMER").get("accounts?q=a"), ProblemType.FORBIDDEN, null);
    }

    @Test
    void addsRenamesAndRemovesUsers() {
        var account = account();
        var users = "accounts/" + account + "/users";
        var name = World.code("li");

        var body = json("{'username': '%s', 'displayName': 'Li Wei'}", name);
        var added = admin.post(users, body);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.at("/password").stringValue()).hasSizeGreaterThan(12);
        var renamed = admin.put(users + "/" + name, json("{'username': '%s', 'displayName': 'Li Na'}", name));
        assertThat(renamed.status()).isEqualTo(200);

        var list = admin.get(users);
        assertThat(list.text()).doesNotContain(added.at("/password").stringValue());
        assertThat(list.at("/content").size()).isEqualTo(1);
        assertThat(list.at("/content/0/displayName").stringValue()).isEqualTo("Li Na");
        assertThat(list.at("/content/0/mustChoosePassword").booleanValue()).isTrue();
        assertThat(list.at("/content/0/lastSignInAt").isNull()).isTrue();

        assertRefused(admin.post(users, body), ProblemType.ALREADY_EXISTS, "username");
        assertRefused(admin.post("accounts/" + account() + "/users", body), ProblemType.ALREADY_EXISTS, "username");
        assertRefused(admin.post("accounts/nope/users", body.replace(name, name + "-2")), ProblemType.NOT_FOUND, null);
        assertRefused(admin.post(users, json("{'displayName': 'Li'}")), ProblemType.INVALID, "username");
        assertRefused(admin.post(users, json("{'username': '%s'}", name + "-2")), ProblemType.INVALID, "displayName");
        assertRefused(
                admin.put("accounts/" + account() + "/users/" + name, json("{'displayName': 'Li'}")),
                ProblemType.NOT_FOUND,
                null);
        assertRefused(admin.put(users + "/" + name, json("{}")), ProblemType.INVALID, "displayName");
        assertRefused(
                admin.put(users + "/" + name, json("{'username': 'other', 'displayName': 'Li'}")),
                ProblemType.INVALID,
                "username");
        assertRefused(
                admin.send("DELETE", "accounts/" + account() + "/users/" + name, null), ProblemType.NOT_FOUND, null);
        assertRefused(admin.send("DELETE", users + "/admin", null), ProblemType.NOT_FOUND, null);
        for (var program :
                new ApiClient[] {forAccount(account, "CUSTOMER"), platform("SUPPORT"), forAccount(account, "METERING")
                }) {
            assertRefused(program.get(users), ProblemType.FORBIDDEN, null);
            assertRefused(program.post(users, body), ProblemType.FORBIDDEN, null);
            assertRefused(program.put(users + "/" + name, json("{'displayName': 'Li'}")), ProblemType.FORBIDDEN, null);
            assertRefused(program.send("DELETE", users + "/" + name, null), ProblemType.FORBIDDEN, null);
        }
        assertThat(admin.send("DELETE", users + "/" + name, null).status()).isEqualTo(204);
        assertThat(admin.get(users).at("/content").isEmpty()).isTrue();
    }

    @Test
    void showsNewKeyOnce() {
        var made = admin.post("accounts/" + account() + "/api-keys", json("{'name': 'a', 'role': 'CUSTOMER'}"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/id").isIntegralNumber()).isTrue();
        assertThat(made.at("/key").stringValue()).startsWith("dd_").hasSizeGreaterThan(40);
    }

    @Test
    void rejectsInvalidKeys() {
        var keys = "accounts/" + account() + "/api-keys";

        for (var role : new String[] {"'ADMIN'", "'SUPPORT'", "null", "'KING'", "3"}) {
            assertRefused(admin.post(keys, json("{'name': 'a', 'role': %s}", role)), ProblemType.INVALID, "role");
        }
        for (var role : new String[] {"'CUSTOMER'", "null", "'KING'"}) {
            assertRefused(admin.post("api-keys", json("{'name': 'a', 'role': %s}", role)), ProblemType.INVALID, "role");
        }
        assertRefused(admin.post(keys, json("{'role': 'METERING'}")), ProblemType.INVALID, "name");
        assertRefused(
                admin.post("accounts/nope/api-keys", json("{'name': 'a', 'role': 'METERING'}")),
                ProblemType.NOT_FOUND,
                null);
    }

    @Test
    void answersOnlyAuthorizedRoles() {
        var account = account();
        var other = account();
        var body = admin.get("accounts/" + account).text();
        var customer = forAccount(account, "CUSTOMER");
        var support = platform("SUPPORT");
        var metering = forAccount(account, "METERING");

        assertSuccessful(customer.get("accounts/" + account));
        assertRefused(customer.get("accounts/" + other), ProblemType.NOT_FOUND, null);
        assertThat(customer.get("accounts/" + other).text().replace(other, "?"))
                .isEqualTo(customer.get("accounts/nope").text().replace("nope", "?"));
        assertSuccessful(support.get("accounts/" + account));
        assertSuccessful(support.get("accounts"));
        assertRefused(metering.get("accounts/" + account), ProblemType.FORBIDDEN, null);
        for (var program : new ApiClient[] {customer, metering}) {
            assertRefused(program.get("accounts"), ProblemType.FORBIDDEN, null);
        }
        for (var program : new ApiClient[] {customer, support, metering}) {
            assertRefused(program.put("accounts/" + account, body), ProblemType.FORBIDDEN, null);
            assertRefused(
                    program.post("accounts/" + account + "/api-keys", json("{'name': 'a', 'role': 'METERING'}")),
                    ProblemType.FORBIDDEN,
                    null);
            assertRefused(
                    program.post("api-keys", json("{'name': 'a', 'role': 'METERING'}")), ProblemType.FORBIDDEN, null);
        }
    }

    @Test
    void hidesDataOfOtherAccounts() {
        var place = place();
        var account = account();
        var offer = offer(place);
        var id = buy(account, offer, place);
        var stranger = forAccount(account(), "CUSTOMER");
        var metering = forAccount(account, "METERING");
        var support = platform("SUPPORT");
        for (var path : new String[] {
            "packages",
            "packages/" + id,
            "quotas",
            "usage",
            "deductions",
            "charges",
            "statements/2026-11",
            "totals",
            "orders"
        }) {
            var address = "accounts/" + account + "/" + path;
            assertSuccessful(support.get(address));
            assertRefused(stranger.get(address), ProblemType.NOT_FOUND, null);
            assertRefused(metering.get(address), ProblemType.FORBIDDEN, null);
            assertRefused(admin.get(address.replace(account, "nope")), ProblemType.NOT_FOUND, null);
        }
        var order = order(offer, place, "");
        var orders = "accounts/" + account + "/orders";
        assertRefused(support.post(orders, order, "Idempotency-Key", newKey()), ProblemType.FORBIDDEN, null);
        assertRefused(metering.post(orders, order, "Idempotency-Key", newKey()), ProblemType.FORBIDDEN, null);
        assertRefused(stranger.post(orders, order, "Idempotency-Key", newKey()), ProblemType.NOT_FOUND, null);
    }
}
