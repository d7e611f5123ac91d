package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("dialect")
class ListApiTest extends ApiTest {

    @Test
    void returnsPages() {
        var account = account();
        var place = place();
        var offer = offer(place);
        IntStream.range(0, 5).forEach(number -> buy(account, offer, place));

        var first = admin.get("accounts/" + account + "/packages?size=2");
        var last = admin.get("accounts/" + account + "/packages?page=2&size=2");
        assertThat(first.at("/content").size()).isEqualTo(2);
        assertThat(first.at("/page").toString())
                .isEqualTo(json("{'size':2,'number':0,'totalElements':5,'totalPages':3,'more':false}"));
        assertThat(last.at("/content").size()).isOne();
        assertThat(last.at("/page/number").intValue()).isEqualTo(2);
        assertThat(admin.get("accounts/" + account + "/packages?page=2147483647&size=1000")
                        .at("/content")
                        .size())
                .isZero();
        assertThat(admin.get("accounts/" + account + "/packages")
                        .at("/page/size")
                        .intValue())
                .isEqualTo(50);
        assertThat(admin.get("accounts/" + account + "/packages?status=IN_EFFECT&region=" + place.region())
                        .at("/page/totalElements")
                        .intValue())
                .isEqualTo(5);
        assertThat(admin.get("accounts/" + account + "/packages?status=EXPIRED")
                        .at("/page/totalElements")
                        .intValue())
                .isZero();
        assertThat(admin.get("accounts/" + account + "/orders?size=1000")
                        .at("/content")
                        .size())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "packages?size=0, size",
        "packages?size=1001, size",
        "packages?size=x, size",
        "packages?size=1.5, size",
        "packages?page=-1, page",
        "packages?page=99999999999999999999, page",
        "packages?status=FOO, status",
        "packages?region=%00, region",
        "usage?from=yesterday, from",
        "usage?to=2026-11-22, to",
        "usage?from=%2B999999999-01-01T00:00:00Z, from",
        "deductions?from=7, from",
        "charges?to=x, to",
        "statements/2026-13, month",
        "statements/11-2026, month",
        "statements/%2B99999-01, month"
    })
    void rejectsInvalidParameters(String address, String field) {
        assertRefused(admin.get("accounts/" + account() + "/" + address), ProblemType.INVALID, field);
    }

    @Test
    void acceptsParametersWithoutMatches() {
        var account = account();
        for (var address : new String[] {
            "packages?region=nope",
            "packages?status=",
            "deductions?package=nope",
            "deductions?package=99999999999999999999",
            "usage?job=%27%22;--",
            "charges?from=&to="
        }) {
            var answer = admin.get("accounts/" + account + "/" + address);
            assertThat(answer.status()).as(address + answer.text()).isEqualTo(200);
            assertThat(answer.at("/content").size()).isZero();
        }
        assertThat(admin.get("accounts/" + account + "/statements/1970-01")
                        .at("/total/amount")
                        .stringValue())
                .isEqualTo("0.00");
        assertSuccessful(admin.get("accounts/" + account + "/statements/9999-12"));
        assertRefused(admin.get("accounts/" + account + "/packages/nope"), ProblemType.NOT_FOUND, null);
    }

    @Test
    void writesCsv() {
        var place = place();
        var offer = offer(place);
        var csv = admin.csv("offers?region=" + place.region());

        assertThat(csv.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(csv.text()).isEqualTo("""
                code,name,region,specification,activities,nodeHours,months,price.amount,price.currency,onSale\r
                %s,Ten hours,%s,%s,TRAINING,10,1,20.00,CNY,true\r
                """.formatted(offer, place.region(), place.specification()));
        assertThat(admin.csv("offers?region=nope").text())
                .isEqualTo(
                        "code,name,region,specification,activities,nodeHours,months,price.amount,price.currency,onSale\r\n");
    }

    @Test
    void namesCsvColumnsLikeJson() {
        var account = account();
        var place = place();
        var id = buy(account, offer(place), place);

        assertThat(admin.csv("accounts/" + account + "/orders")
                        .text()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .startsWith("number,offer,quantity,price.amount,price.currency,placedAt,placedBy,package.id,");
        assertThat(admin.csv("accounts/" + account + "/deductions").text())
                .startsWith("usageSource,usageId,job,package,from,to,");
        assertThat(admin.csv("accounts").text())
                .startsWith("code,name,currency,zone,creditLimit.amount,creditLimit.currency");
        assertThat(admin.csv("accounts").text()).contains(account + ",Acme,CNY,Asia/Shanghai,,,ACTIVE\r\n");
        assertThat(admin.csv("accounts/" + account + "/packages").text()).contains("\r\n" + id + ",");
        for (var list : new String[] {"usage", "charges", "quotas"}) {
            assertThat(admin.csv("accounts/" + account + "/" + list).status()).isEqualTo(200);
        }
        assertThat(admin.csv("rejected-events").text())
                .startsWith("id,account,source,eventId,problem,field,detail,receivedAt,event");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"=1+1 | '=1+1", "+1 | '+1", "-1 | '-1", "@SUM(A1) | '@SUM(A1)", "A=1 | A=1"},
            quoteCharacter = '`')
    void escapesSpreadsheetFormulas(String name, String cell) {
        var region = region(true);
        assertSuccessful(admin.put(
                "regions/" + region, "{\"name\": \"%s\", \"zone\": \"UTC\", \"sellsPackages\": true}".formatted(name)));

        assertThat(admin.csv("regions").text()).contains(region + "," + cell + ",UTC,true,false\r\n");
    }

    @Test
    void quotesSpecialCharacters() {
        var region = region(true);
        assertSuccessful(admin.put(
                "regions/" + region,
                "{\"name\": \"Ürümqi, \\\"West\\\"\", \"zone\": \"UTC\", \"sellsPackages\": true}"));

        assertThat(admin.csv("regions").text()).contains(region + ",\"Ürümqi, \"\"West\"\"\",UTC,true,false\r\n");
    }

    @Test
    void streamsAllRowsAsCsv() {
        var account = account();
        var place = place();
        for (var batch = 0; batch < 3; batch++) {
            var from = batch * 5000;
            var events = IntStream.range(from, from + 5000)
                    .mapToObj(number -> json(
                            "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.usage.recorded.v1', 'subject': 'job', 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 1, 'startedAt': '2026-11-22T09:00:00Z', 'endedAt': '2026-11-22T09:30:00Z'}}",
                            number, account, place.region(), place.specification()))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(admin.post("events", events).at("/accepted").intValue()).isEqualTo(5000);
        }

        var csv = admin.csv("accounts/" + account + "/usage");
        assertThat(csv.text().lines()).hasSize(15_001);
        assertThat(csv.text().lines().skip(1).map(line -> line.split(",")[1]))
                .containsExactlyElementsOf(
                        IntStream.range(0, 15_000).mapToObj(Integer::toString).toList());
        assertThat(csv.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(admin.csv("accounts/" + account + "/charges?from=2026-11-22T09:15:00Z")
                        .text()
                        .lines())
                .hasSize(15_001);
    }

    @Test
    void honoursPreferredMediaType() {
        assertThat(accepting("text/csv;q=0.5, application/json").header("Content-Type"))
                .isEqualTo("application/json");
        assertThat(accepting("application/json;q=0.5, text/csv").header("Content-Type"))
                .startsWith("text/csv");
        assertThat(accepting("*/*").header("Content-Type")).isEqualTo("application/json");
        assertThat(accepting("text/*").header("Content-Type")).startsWith("text/csv");
        assertRefused(accepting("application/xml"), ProblemType.NOT_ACCEPTABLE, null);
        assertRefused(accepting("nonsense"), ProblemType.NOT_ACCEPTABLE, null);
    }

    @Test
    void answersProblemsAsJson() {
        assertRefused(admin.csv("accounts/nope/packages"), ProblemType.NOT_FOUND, null);
        assertRefused(admin.csv("accounts/" + account() + "/packages?status=FOO"), ProblemType.INVALID, "status");
    }

    private ApiClient.Answer accepting(String types) {
        return admin.send("GET", "regions", null, "Accept", types);
    }
}
