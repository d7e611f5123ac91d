package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("dialect")
class AuditApiTest extends ApiTest {

    @Test
    void recordsKeyActionAndAddress() {
        var account = account();
        var place = place();
        var offer = offer(place);
        var made = admin.post("accounts/" + account + "/api-keys", json("{'name': 'a buyer', 'role': 'CUSTOMER'}"));
        var buyer = admin.withKey(made.at("/key").stringValue());
        var key = newKey();
        for (var time = 0; time < 3; time++) {
            assertSuccessful(
                    buyer.post("accounts/" + account + "/orders", order(offer, place, ""), "Idempotency-Key", key));
        }

        var entries = admin.get("audit?what=ORDER_PLACED&account=" + account);

        assertThat(entries.at("/page/totalElements").intValue())
                .as(entries.text())
                .isOne();
        var entry = entries.at("/content/0");
        assertThat(entry.path("id").stringValue()).matches("[0-9]+");
        assertThat(entry.path("at").stringValue()).isEqualTo(TestClock.START.toString());
        assertThat(entry.path("who").stringValue()).isEqualTo("a buyer");
        assertThat(entry.path("kind").stringValue()).isEqualTo("KEY");
        assertThat(entry.path("key")).isEqualTo(made.at("/id"));
        assertThat(entry.path("role").stringValue()).isEqualTo("CUSTOMER");
        assertThat(entry.path("account").stringValue()).isEqualTo(account);
        assertThat(entry.path("address").stringValue()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(entry.path("before").isNull()).isTrue();
        assertThat(entry.at("/after/number")).isEqualTo(entry.path("subject"));
        assertThat(entry.at("/after/price/amount").stringValue()).isEqualTo("20.00");
        assertThat(entry.at("/after/package/offer").stringValue()).isEqualTo(offer);
    }

    @Test
    void recordsValuesBeforeAndAfter() {
        var code = World.code("acme");
        var body = "{'name': '%s', 'currency': 'CNY', 'zone': 'UTC', 'creditLimit': null}";
        assertSuccessful(admin.put("accounts/" + code, json(body, "Acme")));
        assertSuccessful(admin.put("accounts/" + code, json(body, "Acme")));
        assertSuccessful(admin.put("accounts/" + code, json(body, "Acme Vision")));

        var entries = admin.get("audit?account=" + code).at("/content");

        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.at("/0/before/name").stringValue()).isEqualTo("Acme");
        assertThat(entries.at("/0/after/name").stringValue()).isEqualTo("Acme Vision");
        assertThat(entries.at("/1/before").isNull()).isTrue();
        assertThat(entries.at("/1/who").stringValue()).isEqualTo("bootstrap");
    }

    @Test
    void ignoresForgedForwardingHeaders() {
        var account = account();
        assertSuccessful(admin.send(
                "PUT",
                "accounts/" + account + "/alert-recipients",
                json("{'emails': ['li@example.com']}"),
                "Content-Type",
                "application/json",
                "X-Forwarded-For",
                "198.51.100.7",
                "Forwarded",
                "for=198.51.100.7"));

        assertThat(admin.get("audit?what=RECIPIENTS_SET&account=" + account)
                        .at("/content/0/address")
                        .stringValue())
                .isNotEqualTo("198.51.100.7");
    }

    @Test
    void recordsReadAccessBySupport() {
        var account = account();
        var support = platform("SUPPORT");

        assertSuccessful(support.get("accounts/" + account + "/packages?status=EXPIRED"));
        assertSuccessful(support.get("accounts/" + account + "/packages?status=IN_EFFECT"));
        assertSuccessful(support.csv("accounts/" + account + "/charges"));
        assertSuccessful(support.get("accounts/" + account));
        assertRefused(support.get("accounts/unheard-of/charges"), ProblemType.NOT_FOUND, null);
        assertSuccessful(admin.get("accounts/" + account + "/packages"));

        assertThat(admin.get("audit?what=ACCOUNT_LOOKED_AT&account=" + account).at("/content"))
                .extracting(entry -> entry.path("subject").stringValue())
                .containsExactly(
                        "GET /api/v1/accounts/" + account,
                        "GET /api/v1/accounts/" + account + "/charges",
                        "GET /api/v1/accounts/" + account + "/packages");
    }

    @Test
    void escapesSpreadsheetFormulasInCsv() throws Exception {
        var account = account();
        var formula = "=HYPERLINK(\"http://example.com\")";
        var odd = admin.withKey(
                admin.post("api-keys", "{\"name\": \"" + formula.replace("\"", "\\\"") + "\", \"role\": \"ADMIN\"}")
                        .at("/key")
                        .stringValue());
        assertSuccessful(odd.put(
                "accounts/" + account + "/alert-recipients", json("{'emails': ['=1@example.com', '+2@example.com']}")));

        var csv = admin.csv("audit?account=" + account + "&what=RECIPIENTS_SET");
        assertThat(csv.text()).startsWith("id,at,who,kind,key,role,what,account,subject,address,before,after\r\n");
        try (var rows = CSVParser.parse(
                csv.text(),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            var row = rows.getRecords().getFirst();
            assertThat(row.get("who")).isEqualTo("'" + formula);
            assertThat(row.get("after")).isEqualTo(json("{'emails':['=1@example.com','+2@example.com']}"));
        }
    }

    @Test
    void filtersAndPagesEntries() {
        var account = account();
        assertSuccessful(
                admin.put("accounts/" + account + "/alert-recipients", json("{'emails': ['li@example.com']}")));

        assertThat(admin.get("audit?text=LI@example&account=" + account)
                        .at("/page/totalElements")
                        .intValue())
                .isOne();
        assertThat(admin.get("audit?account=" + account + "&size=1")
                        .at("/page/totalPages")
                        .intValue())
                .isEqualTo(2);
        assertThat(admin.get("audit?account=" + account + "&from=2026-11-22T10:00:01Z")
                        .at("/content")
                        .size())
                .isZero();
        assertThat(admin.get("audit?account=" + account + "&to=2026-11-22T10:00:00Z")
                        .at("/content")
                        .size())
                .isZero();
        assertThat(admin.get("audit?who=nobody").at("/content").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"what=DANCED, what", "from=yesterday, from", "size=0, size"})
    void rejectsInvalidParameters(String parameter, String field) {
        assertRefused(admin.get("audit?" + parameter), ProblemType.INVALID, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPPORT", "METERING"})
    void answersOnlyAdmins(String role) {
        assertRefused(platform(role).get("audit"), ProblemType.FORBIDDEN, null);
        assertRefused(forAccount(account(), "CUSTOMER").get("audit"), ProblemType.FORBIDDEN, null);
        assertRefused(stranger.get("audit"), ProblemType.UNAUTHENTICATED, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void rejectsWritesByAnyMethod(String method) {
        assertRefused(
                admin.send(method, "audit", "{}", "Content-Type", "application/json"),
                ProblemType.METHOD_NOT_ALLOWED,
                null);
    }

    @Test
    void appearsInOpenApiDocument() {
        var document = admin.get("/v3/api-docs");
        var entry = document.at("/components/schemas/AuditEntry");
        assertThat(entry.at("/properties/what/enum"))
                .extracting(JsonNode::stringValue)
                .contains("ORDER_PLACED");
        assertThat(document.at("/paths/~1api~1v1~1audit/get/summary").stringValue())
                .isNotBlank();
    }
}
