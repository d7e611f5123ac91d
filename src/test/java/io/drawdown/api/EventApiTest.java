package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("dialect")
class EventApiTest extends ApiTest {

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private String account;
    private Place place;
    private ApiClient metering;

    @BeforeEach
    void open() {
        account = account();
        place = place();
        metering = forAccount(account, "METERING");
    }

    @Test
    void drawsDownAndChargesTheRest() {
        var id = buy(account, offer(place), place);
        var report = metering.post(
                "events",
                usage("1", "'nodes': 11, 'startedAt': '2026-11-22T10:00:00Z', 'endedAt': '2026-11-22T10:05:00Z'"),
                "Content-Type",
                ONE);
        assertThat(report.text())
                .isEqualTo(
                        json(
                                "{'accepted':1,'duplicates':0,'conflicts':0,'rejected':0,'results':[{'source':'/a','id':'1','status':'accepted','problem':null}]}"));
        clock.advance(Duration.ofHours(2));
        post(usage("2", "'nodes': 11, 'startedAt': '2026-11-22T10:05:00Z', 'endedAt': '2026-11-22T11:05:00Z'"));

        assertThat(admin.get("accounts/" + account + "/packages/" + id)
                        .at("/status")
                        .stringValue())
                .isEqualTo("USED_UP");
        assertThat(admin.get("accounts/" + account + "/totals").text())
                .isEqualTo(
                        json(
                                "{'usageRecords':2,'nodeSeconds':42900,'deductedNodeSeconds':36000,'chargedNodeSeconds':6900,'charged':{'amount':'6.90','currency':'CNY'}}"));
        assertThat(admin.get("accounts/" + account + "/quotas").at("/content").toString())
                .isEqualTo(json(
                        "[{'region':'%s','specification':'%s','activities':['TRAINING'],'totalNodeSeconds':36000,'remainingNodeSeconds':0,'packages':1,"
                                + "'runsOut':{'atPresentBurn':null,'atTrailingWeek':null}}]",
                        place.region(), place.specification()));
        assertThat(admin.get("accounts/" + account + "/deductions?package=" + id)
                        .at("/content/1")
                        .toString())
                .isEqualTo(json(
                        "{'usageSource':'/a','usageId':'2','job':'job-17','package':'%s','from':'2026-11-22T10:05:00Z','to':'2026-11-22T11:05:00Z','nodeSeconds':32700,'remainingAfter':0,'settledAt':'2026-11-22T12:00:00Z','reversal':false}",
                        id));
        assertThat(admin.get("accounts/" + account + "/charges")
                        .at("/content/0")
                        .toString())
                .isEqualTo(json(
                        "{'usageSource':'/a','usageId':'2','job':'job-17','region':'%s','pool':'PUBLIC','specification':'%s','from':'2026-11-22T10:05:00Z','to':'2026-11-22T11:05:00Z','nodeSeconds':6900,'perNodeHour':{'amount':'3.60','currency':'CNY'},'amount':{'amount':'6.90000000','currency':'CNY'},'reason':'USED_UP','because':'%s','settledAt':'2026-11-22T12:00:00Z','reversal':false}",
                        place.region(), place.specification(), id));
        assertThat(admin.get("accounts/" + account + "/usage?job=job-17")
                        .at("/content/1")
                        .toString())
                .isEqualTo(json(
                        "{'source':'/a','id':'2','job':'job-17','region':'%s','pool':'PUBLIC','specification':'%s','activity':'TRAINING','nodes':11,'startedAt':'2026-11-22T10:05:00Z','endedAt':'2026-11-22T11:05:00Z','nodeSeconds':39600,'deductedNodeSeconds':32700,'chargedNodeSeconds':6900,'voided':false}",
                        place.region(), place.specification()));
        var statement = admin.get("accounts/" + account + "/statements/2026-11");
        assertThat(statement.at("/month").stringValue()).isEqualTo("2026-11");
        assertThat(statement.at("/lines").size()).isEqualTo(2);
        assertThat(statement.at("/total/amount").stringValue()).isEqualTo("26.90");
        assertThat(statement.at("/lines/0/usageMonth").isNull()).isTrue();
        assertThat(statement.at("/lines/1/usageMonth").stringValue()).isEqualTo("2026-11");
        assertThat(statement.at("/runningNotYetBilled").toString())
                .isEqualTo(json("{'amount':'0.00','currency':'CNY'}"));
        assertThat(admin.get("accounts/" + account + "/statements/2026-10")
                        .at("/runningNotYetBilled")
                        .isNull())
                .isTrue();
    }

    @Test
    void acceptsSingleEventsAndBatches() {
        assertThat(metering.post("events", usage("1", ""), "Content-Type", ONE)
                        .at("/accepted")
                        .intValue())
                .isOne();
        assertThat(metering.post("events", "[" + usage("2", "") + "]", "Content-Type", BATCH + ";charset=utf-8")
                        .at("/accepted")
                        .intValue())
                .isOne();
        assertThat(metering.post("events", usage("3", "")).at("/accepted").intValue())
                .isOne();
        assertThat(metering.post("events", "[" + usage("4", "") + "]")
                        .at("/accepted")
                        .intValue())
                .isOne();
        assertThat(metering.post("events", "[]").at("/results").size()).isZero();
        assertRefused(
                metering.post("events", "[" + usage("5", "") + "]", "Content-Type", ONE),
                ProblemType.MALFORMED_REQUEST,
                null);
        assertRefused(
                metering.post("events", usage("5", ""), "Content-Type", BATCH), ProblemType.MALFORMED_REQUEST, null);
        assertThat(records()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nodes,startedAt\n4,now",
                "<event/>",
                "7",
                "'text'",
                "null",
                "{",
                "[",
                "[%s",
                "[%s,",
                "%s %s",
                "[%s] x",
                "[%s]]",
                "{'a': 01}",
                "[%s, {'data': 'cut of"
            })
    void settlesNothingFromMalformedJson(String body) {
        assertRefused(
                metering.post("events", body.replace('\'', '"').replace("%s", usage("1", ""))),
                ProblemType.MALFORMED_REQUEST,
                null);

        assertThat(records()).isZero();
    }

    @Test
    void locatesMalformedJson() {
        assertThat(metering.post("events", "[{},\n {oops}]").at("/detail").stringValue())
                .contains("line 2, column");
    }

    @Test
    void rejectsOtherMediaTypes() {
        assertRefused(
                metering.post("events", usage("1", ""), "Content-Type", "text/plain"),
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                null);
        assertRefused(
                metering.post("events", usage("1", ""), "Content-Type", "application/x-www-form-urlencoded"),
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                null);
    }

    @Test
    void limitsBatchSize() {
        var one = usage("1", "");
        var refused = metering.post("events", "[" + String.join(",", Collections.nCopies(10_001, one)) + "]");
        assertRefused(refused, ProblemType.INVALID, null);
        assertThat(refused.at("/detail").stringValue()).contains("10000");
        assertThat(records()).isZero();

        var taken = metering.post("events", "[" + String.join(",", Collections.nCopies(10_000, one)) + "]");
        assertThat(taken.at("/accepted").intValue())
                .as(taken.text().substring(0, 300))
                .isOne();
        assertThat(taken.at("/duplicates").intValue()).isEqualTo(9_999);
    }

    @Test
    void limitsBodySize() {
        var large = usage("1", "") + " ".repeat(32 * 1024 * 1024);

        assertRefused(metering.post("events", large), ProblemType.CONTENT_TOO_LARGE, null);
        assertThat(records()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'account': 7                                    | data.account",
                "'account': null                                 | data.account",
                "'account': 'a b'                                | data.account",
                "'region': ['x']                                 | data.region",
                "'pool': 'public'                                | data.pool",
                "'pool': 0                                       | data.pool",
                "'activity': 'SLEEPING'                          | data.activity",
                "'specification': ''                             | data.specification",
                "'nodes': 0                                      | data.nodes",
                "'nodes': -4                                     | data.nodes",
                "'nodes': 1.5                                    | data.nodes",
                "'nodes': '4'                                    | data.nodes",
                "'nodes': null                                   | data.nodes",
                "'nodes': 9223372036854775808                    | data.nodes",
                "'nodes': 1e400                                  | data.nodes",
                "'nodes': 1e999999999                            | data.nodes",
                "'nodes': 9223372036854775807                    | data.nodes",
                "'nodes': 9007199254740993.5                     | data.nodes",
                "'startedAt': 'yesterday'                        | data.startedAt",
                "'startedAt': 1795341600                         | data.startedAt",
                "'startedAt': '2026-11-22T09:00:00'              | data.startedAt",
                "'startedAt': '1969-12-31T23:59:59Z'             | data.startedAt",
                "'startedAt': '2026-11-22T09:30:01Z'             | data.endedAt",
                "'endedAt': '2026-11-22T08:59:59Z'               | data.endedAt",
                "'endedAt': '2026-11-22T10:05:01Z'               | data.endedAt",
                "'endedAt': '+999999999-12-31T23:59:59Z'         | data.endedAt",
                "'endedAt': '-999999999-12-31T23:59:59Z'         | data.endedAt"
            })
    void rejectsInvalidData(String change, String field) {
        var rejected = post(usage("1", change)).at("/results/0");

        assertThat(rejected.path("status").stringValue())
                .as(rejected.toString())
                .isEqualTo("rejected");
        assertThat(rejected.at("/problem/type").stringValue()).isEqualTo(ProblemType.INVALID.path());
        assertThat(rejected.at("/problem/errors").findValuesAsString("field")).contains(field);
        assertThat(rejected.path("id").stringValue()).isEqualTo("1");
        assertThat(records()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'specversion': '1.0'   | 'specversion': '0.3'                  | specversion",
                "'specversion': '1.0',  | 'x': 1,                               | specversion",
                "'id': '1'              | 'id': 1                               | id",
                "'id': '1'              | 'id': ''                              | id",
                "'id': '1'              | 'id': 'a\\u0000b'                     | id",
                "'id': '1'              | 'id': 'a\\nb'                         | id",
                "'id': '1'              | 'id': 'a\\ud83d'                      | id",
                "'source': '/a'         | 'x': 1                                | source",
                "'source': '/a'         | 'source': 'urn:drawdown:run'          | source",
                "'source': '/a'         | 'source': 'URN:Drawdown:run'          | source",
                "'source': '/a'         | 'source': '/imports/nasa'             | source",
                "'subject': 'job-17'    | 'x': 1                                | subject",
                "'subject': 'job-17'    | 'subject': '\\u001b[2J'               | subject",
                "'data':                | 'payload':                            | data",
                "drawdown.usage.recorded.v1 | drawdown.usage.recorded.v2        | type"
            })
    void rejectsInvalidEnvelopes(String from, String to, String field) {
        var rejected = post(usage("1", "").replace(json(from), json(to))).at("/results/0");

        assertThat(rejected.path("status").stringValue())
                .as(rejected.toString())
                .isEqualTo("rejected");
        assertThat(rejected.at("/problem/errors").findValuesAsString("field")).contains(field);
        assertThat(records()).isZero();
    }

    @Test
    void rejectsOverlongTexts() {
        var long256 = "x".repeat(256);
        for (var field : new String[] {"id", "source", "subject"}) {
            var event = usage("1", "")
                    .replaceFirst("\"" + field + "\": \"[^\"]*\"", "\"" + field + "\": \"" + long256 + "\"");
            assertThat(post(event).at("/results/0/problem/errors/0/field").stringValue())
                    .isEqualTo(field);
        }
        assertSuccessful(post(usage("x".repeat(255), "")));
        assertThat(records()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'region': 'nope'             | data.region        | UNKNOWN_REFERENCE",
                "'specification': 'nope'      | data.specification | UNKNOWN_REFERENCE",
                "'pool': 'DEDICATED'          | data.specification | NO_LIST_PRICE"
            })
    void rejectsUsageWithUnknownReferences(String change, String field, ProblemType type) {
        var rejected = post(usage("1", change)).at("/results/0");

        assertThat(rejected.at("/problem/type").stringValue())
                .as(rejected.toString())
                .isEqualTo(type.path());
        assertThat(rejected.at("/problem/status").intValue()).isEqualTo(type.status());
        assertThat(rejected.at("/problem/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void rejectsUnknownAccountsAndOtherCurrencies() {
        var unknown = admin.post("events", usage("1", "'account': 'nope'"));
        assertThat(unknown.at("/results/0/problem/errors/0/field").stringValue())
                .isEqualTo("data.account");
        assertThat(unknown.at("/results/0/problem/type").stringValue()).isEqualTo(ProblemType.UNKNOWN_REFERENCE.path());

        var dollars = admin.post("events", usage("1", "'account': '" + account("USD", null) + "'"));
        assertThat(dollars.at("/results/0/problem/type").stringValue()).isEqualTo(ProblemType.CURRENCY_MISMATCH.path());
    }

    @Test
    void readsNumbersAndInstantsByTheirValue() {
        post(usage(
                "1",
                "'nodes': 1.0, 'startedAt': '2026-11-22T09:00:00.999Z', 'endedAt': '2026-11-22T17:30:00.001+08:00'"));

        var record = admin.get("accounts/" + account + "/usage").at("/content/0");
        assertThat(record.path("nodes").intValue()).isOne();
        assertThat(record.path("nodeSeconds").longValue()).isEqualTo(1800);
        assertThat(post(usage("1", "'nodes': 1, 'time': 'ignored'"))
                        .at("/duplicates")
                        .intValue())
                .isOne();
        assertThat(post(usage("2", "'nodes': 9007199254740993, 'endedAt': '2026-11-22T09:00:01Z'"))
                        .at("/accepted")
                        .intValue())
                .isOne();
        assertThat(admin.get("accounts/" + account + "/usage")
                        .at("/content/1/nodeSeconds")
                        .longValue())
                .isEqualTo(9007199254740993L);
    }

    @Test
    void acceptsEmptyAndSlightlyFutureRecords() {
        assertThat(post(usage("1", "'endedAt': '2026-11-22T09:00:00Z'"))
                        .at("/accepted")
                        .intValue())
                .isOne();
        assertThat(post(usage("2", "'endedAt': '2026-11-22T10:05:00Z'"))
                        .at("/accepted")
                        .intValue())
                .isOne();
        assertThat(post(usage("3", "'startedAt': '1970-01-01T00:00:00Z'"))
                        .at("/accepted")
                        .intValue())
                .isOne();
    }

    @Test
    void sumsBeyondRangeOfLong() {
        for (var id : List.of("1", "2")) {
            post(
                    usage(
                            id,
                            "'nodes': 9000000000000000000, 'startedAt': '2026-11-22T09:00:00Z', 'endedAt': '2026-11-22T09:00:01Z'"));
        }

        assertThat(admin.get("accounts/" + account + "/statements/2026-11")
                        .at("/lines/0/nodeSeconds")
                        .toString())
                .isEqualTo("18000000000000000000");
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .toString())
                .isEqualTo("18000000000000000000");
    }

    @Test
    void acceptsNeighboursOfRejectedEvents() {
        var report = metering.post(
                "events",
                "["
                        + String.join(
                                ",",
                                "7",
                                usage("1", ""),
                                "null",
                                usage("2", "'nodes': 0"),
                                "[]",
                                usage("1", ""),
                                usage("1", "'nodes': 2"),
                                usage("3", "'region': 'nope'"),
                                usage("4", ""),
                                "{}")
                        + "]");

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.at("/results"))
                .extracting(result -> result.path("status").stringValue())
                .containsExactly(
                        "rejected",
                        "accepted",
                        "rejected",
                        "rejected",
                        "rejected",
                        "duplicate",
                        "conflict",
                        "rejected",
                        "accepted",
                        "rejected");
        assertThat(report.at("/results/6/problem/type").stringValue()).isEqualTo(ProblemType.EVENT_CONFLICT.path());
        assertThat(report.at("/results/5/problem").isNull()).isTrue();
        assertThat(report.at("/results/0/source").isNull()).isTrue();
        assertThat(List.of(2, 1, 1, 6))
                .containsExactly(
                        report.at("/accepted").intValue(),
                        report.at("/duplicates").intValue(),
                        report.at("/conflicts").intValue(),
                        report.at("/rejected").intValue());
        assertThat(records()).isEqualTo(2);
    }

    @Test
    void answersConflictForChangedAcceptedEvent() {
        post(usage("1", ""));

        for (var change :
                new String[] {"'nodes': 5", "'activity': 'DEPLOYMENT'", "'endedAt': '2026-11-22T09:59:59Z'"}) {
            assertThat(post(usage("1", change)).at("/conflicts").intValue()).isOne();
        }
        assertThat(post(usage("1", "").replace("job-17", "job-18"))
                        .at("/conflicts")
                        .intValue())
                .isOne();
        assertThat(post(voided("1", "/a", "1")).at("/conflicts").intValue()).isOne();
        assertThat(post(usage("1", "").replace("/a", "/b")).at("/accepted").intValue())
                .isOne();
    }

    @Test
    void comparesProjectsOfUsageEvents() {
        post(usage("1", "'project': 'blue'"));

        assertThat(post(usage("1", "'project': 'blue'")).at("/duplicates").intValue())
                .isOne();
        assertThat(post(usage("1", "")).at("/duplicates").intValue()).isOne();
        assertThat(post(usage("1", "'project': null")).at("/duplicates").intValue())
                .isOne();
        var conflict = post(usage("1", "'project': 'red'")).at("/results/0");
        assertThat(conflict.path("status").stringValue()).isEqualTo("conflict");
        assertThat(conflict.at("/problem/detail").stringValue()).contains("project blue; now project red");
        assertThat(post(usage("2", "'project': 'not a code'"))
                        .at("/results/0/problem/errors/0/field")
                        .stringValue())
                .isEqualTo("data.project");
        post(usage("3", ""));
        assertThat(post(usage("3", "'project': 'blue'")).at("/duplicates").intValue())
                .isOne();
    }

    @Test
    void comparesProjectsOfStartEvents() {
        for (var status : List.of("accepted", "duplicate")) {
            assertThat(post(start("'project': 'blue'")).at("/results/0/status").stringValue())
                    .isEqualTo(status);
        }
        assertThat(post(start("'project': 'red'")).at("/results/0/status").stringValue())
                .isEqualTo("conflict");
        assertThat(post(start("'reportEvery': 'PT5M'")).at("/results/0/status").stringValue())
                .isEqualTo("duplicate");
    }

    @Test
    void namesConflictingFields() {
        post(usage("1", ""));

        assertThat(post(usage("1", "'nodes': 5, 'endedAt': '2026-11-22T09:59:59Z'"))
                        .at("/results/0/problem/detail")
                        .stringValue())
                .isEqualTo(
                        "'1' of /a was accepted before with other data: nodes 4, endedAt 2026-11-22T09:30:00Z, node-seconds 7,200; now nodes 5, "
                                + "endedAt 2026-11-22T09:59:59Z, node-seconds 17,995. Nothing was changed.");
    }

    @Test
    void keepsProjectOfRejectedEvents() {
        var region = World.code("late");
        post(usage("1", "'region': '" + region + "', 'project': 'blue'"));

        assertThat(admin.get("rejected-events?account=" + account)
                        .at("/content/0/event/data/project")
                        .stringValue())
                .isEqualTo("blue");
    }

    @Test
    void rejectsUnreadableEventsIndividually() {
        var large = usage("1", "").replace("\"nodes", "\"note\": \"" + "x".repeat(64 * 1024) + "\", \"nodes");
        var deep =
                usage("2", "").replace("\"nodes\"", "\"deep\": " + "[".repeat(600) + "]".repeat(600) + ", \"nodes\"");
        var digits = usage("3", "").replace("\"nodes\": 4", "\"nodes\": " + "4".repeat(1001));
        var twice = usage("4", "").replace("\"nodes\": 4", "\"nodes\": 4, \"nodes\": 5");
        var longId = usage("x".repeat(30_000), "");
        var exponent = usage("7", "").replace("\"nodes\": 4", "\"nodes\": 1e99999999999");
        var twiceAndDeep = twice.replace("\"data\"", "\"deep\": " + "[".repeat(600) + "]".repeat(600) + ", \"data\"");
        var exponentOutside = exponent.replace("\"data\"", "\"more\": 1e99999999999, \"data\"");

        var report = metering.post(
                "events",
                "["
                        + String.join(
                                ",",
                                large,
                                deep,
                                usage("5", ""),
                                digits,
                                twice,
                                longId,
                                usage("6", ""),
                                exponent,
                                twiceAndDeep,
                                exponentOutside)
                        + "]");

        assertThat(report.status()).as(report.text()).isEqualTo(200);
        assertThat(report.at("/results"))
                .extracting(result -> result.path("status").stringValue())
                .containsExactly(
                        "rejected",
                        "rejected",
                        "accepted",
                        "rejected",
                        "rejected",
                        "rejected",
                        "accepted",
                        "rejected",
                        "rejected",
                        "rejected");
        assertThat(report.at("/results/0/problem/detail").stringValue()).isEqualTo("The event is longer than 64 KiB.");
        assertThat(report.at("/results/1/problem/detail").stringValue())
                .startsWith("The event is nested deeper than 500 levels");
        assertThat(report.at("/results/3/problem/detail").stringValue()).contains("a number of more than 1,000 digits");
        assertThat(report.at("/results/4/problem/detail").stringValue())
                .isEqualTo("An object in the event names a field twice.");
        assertThat(report.at("/results/7/problem/detail").stringValue()).contains("an exponent that is too large");
        assertThat(report.at("/results/7/id").stringValue()).isEqualTo("7");
        assertThat(report.at("/results/8/problem/detail").stringValue())
                .startsWith("The event is nested deeper than 500 levels");
        for (var number : new String[] {"0", "1", "3", "4"}) {
            var id = Integer.toString(Integer.parseInt(number) + (number.compareTo("2") < 0 ? 1 : 0));
            assertThat(report.at("/results/" + number + "/id").stringValue()).isEqualTo(id);
            assertThat(report.at("/results/" + number + "/source").stringValue())
                    .isEqualTo("/a");
        }
        assertThat(report.at("/results/5/id").stringValue()).hasSize(256);
        assertThat(records()).isEqualTo(2);
        assertThat(metering.post("events", large, "Content-Type", ONE)
                        .at("/rejected")
                        .intValue())
                .isOne();
    }

    @Test
    void voidsUsageOnce() {
        var id = buy(account, offer(place), place);
        clock.advance(Duration.ofHours(1));
        post(usage("1", "'startedAt': '2026-11-22T10:00:00Z', 'endedAt': '2026-11-22T10:10:00Z'"));
        assertThat(remaining(id)).isEqualTo(33_600);

        assertThat(post(voided("v", "/a", "1")).at("/accepted").intValue()).isOne();
        assertThat(remaining(id)).isEqualTo(36_000);
        assertThat(post(voided("v", "/a", "1")).at("/duplicates").intValue()).isOne();
        assertThat(post(voided("v2", "/a", "1")).at("/duplicates").intValue()).isOne();
        assertThat(remaining(id)).isEqualTo(36_000);
        assertThat(admin.get("accounts/" + account + "/usage")
                        .at("/content/0/voided")
                        .booleanValue())
                .isTrue();
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .intValue())
                .isZero();

        var nothing = post(voided("v3", "/a", "nope")).at("/results/0");
        assertThat(nothing.path("status").stringValue()).isEqualTo("rejected");
        assertThat(nothing.at("/problem/type").stringValue()).isEqualTo(ProblemType.UNKNOWN_REFERENCE.path());
        assertThat(nothing.at("/problem/errors/0/field").stringValue()).isEqualTo("data.id");
        assertThat(post(voided("v4", "/a", "v")).at("/rejected").intValue()).isOne();
    }

    @Test
    void answersOnlyAuthorizedRoles() {
        var customer = forAccount(account, "CUSTOMER");
        assertRefused(customer.post("events", usage("1", "")), ProblemType.FORBIDDEN, null);
        assertRefused(platform("SUPPORT").post("events", usage("1", "")), ProblemType.FORBIDDEN, null);

        var others = forAccount(account(), "METERING").post("events", usage("1", ""));
        assertThat(others.at("/results/0/status").stringValue()).isEqualTo("rejected");
        assertThat(others.at("/results/0/problem/type").stringValue()).isEqualTo(ProblemType.FORBIDDEN.path());
        assertThat(others.at("/results/0/problem/errors/0/field").stringValue()).isEqualTo("data.account");
        assertThat(records()).isZero();

        assertThat(platform("METERING")
                        .post("events", usage("1", ""))
                        .at("/accepted")
                        .intValue())
                .isOne();
    }

    @Test
    void settlesOnceUnderConcurrentRequests() throws Exception {
        var id = buy(account, offer(place), place);
        clock.advance(Duration.ofHours(1));
        var event = usage("1", "'startedAt': '2026-11-22T10:00:00Z', 'endedAt': '2026-11-22T10:10:00Z'");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(
                            thread -> () -> post(event).at("/results/0/status").stringValue())
                    .toList());
            var statuses = new ArrayList<String>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting())))
                    .containsOnly(Map.entry("accepted", 1L), Map.entry("duplicate", 15L));
        }
        assertThat(records()).isOne();
        assertThat(remaining(id)).isEqualTo(33_600);
    }

    @Test
    void keepsRejectedEventsUntilReplayed() {
        var region = World.code("late");
        post(usage("1", "'region': '" + region + "'"));
        post(usage("1", "'region': '" + region + "'"));
        var support = platform("SUPPORT");
        assertRefused(support.get("rejected-events"), ProblemType.FORBIDDEN, null);

        var kept = admin.get("rejected-events").at("/content/0");
        var replay = "rejected-events/" + kept.path("id").longValue() + "/replay";
        assertThat(kept.path("account").stringValue()).isEqualTo(account);
        assertThat(kept.path("eventId").stringValue()).isEqualTo("1");
        assertThat(kept.path("problem").stringValue()).isEqualTo(ProblemType.UNKNOWN_REFERENCE.path());
        assertThat(kept.path("field").stringValue()).isEqualTo("data.region");
        assertThat(kept.at("/event/data/region").stringValue()).isEqualTo(region);
        assertThat(kept.at("/event/type").stringValue()).isEqualTo("drawdown.usage.recorded.v1");

        assertRefused(support.post(replay, ""), ProblemType.FORBIDDEN, null);
        var again = admin.post(replay, "");
        assertThat(again.at("/status").stringValue()).isEqualTo("rejected");
        assertThat(admin.get("rejected-events").at("/content/0/id")).isEqualTo(kept.path("id"));

        assertSuccessful(
                admin.put("regions/" + region, json("{'name': 'Late', 'zone': 'UTC', 'sellsPackages': true}")));
        assertSuccessful(admin.put(
                price(new Place(region, place.specification())),
                json("{'perNodeHour': {'amount': '1', 'currency': 'CNY'}}")));
        assertThat(admin.post(replay, "").at("/status").stringValue()).isEqualTo("accepted");
        assertThat(records()).isOne();
        assertThat(admin.get("rejected-events?size=1000").at("/content").findValuesAsString("account"))
                .doesNotContain(account);
        assertRefused(admin.post(replay, ""), ProblemType.NOT_FOUND, null);
        assertRefused(admin.post("rejected-events/x/replay", ""), ProblemType.INVALID, "id");
    }

    @Test
    void filtersRejectedEvents() {
        var region = World.code("late");
        post(usage("1", "'region': '" + region + "'"));
        post(usage("2", "'specification': '" + World.code("late") + "'"));
        var mine = "rejected-events?account=" + account;

        assertThat(admin.get(mine).at("/content").findValuesAsString("eventId")).containsExactly("2", "1");
        assertThat(admin.get(mine + "&text=" + region).at("/content").findValuesAsString("eventId"))
                .containsExactly("1");
        assertThat(admin.get(mine + "&problem=unknown-reference&source=/a").at("/content"))
                .hasSize(2);
        assertThat(admin.get(mine + "&problem=/problems/no-list-price").at("/content"))
                .isEmpty();
        assertThat(admin.get(mine + "&source=/b").at("/content")).isEmpty();
        assertThat(admin.get(mine + "&to=2020-01-01T00:00:00Z").at("/content")).isEmpty();
        assertThat(admin.get(mine + "&from=2020-01-01T00:00:00Z").at("/content"))
                .hasSize(2);
        assertThat(admin.get(mine + "&state=REPLAYED").at("/content")).isEmpty();
        assertRefused(admin.get(mine + "&problem=nonsense"), ProblemType.INVALID, "problem");
        assertRefused(admin.get(mine + "&state=nonsense"), ProblemType.INVALID, "state");
    }

    @Test
    void replaysCorrectedCopyAndKeepsOriginal() {
        post(usage("1", "'region': 'mistyped'"));
        var kept = admin.get("rejected-events?account=" + account).at("/content/0");
        var replay = "rejected-events/" + kept.path("id").longValue() + "/replay";

        assertRefused(admin.post(replay, usage("1", "'nodes': 0")), ProblemType.INVALID, "data.nodes");
        assertRefused(admin.post(replay, usage("2", "")), ProblemType.INVALID, "id");
        assertRefused(admin.post(replay, "[]"), ProblemType.MALFORMED_REQUEST, null);
        assertThat(admin.post(replay, usage("1", "")).at("/status").stringValue())
                .isEqualTo("accepted");

        assertThat(records()).isOne();
        assertThat(admin.get("rejected-events?account=" + account).at("/content"))
                .isEmpty();
        var replayed =
                admin.get("rejected-events?state=REPLAYED&account=" + account).at("/content/0");
        assertThat(replayed.path("event")).isEqualTo(kept.path("event"));
        assertThat(replayed.at("/mended/data/region").stringValue()).isEqualTo(place.region());
        assertThat(replayed.path("mendedBy")).isEqualTo(replayed.path("replayedBy"));
    }

    private ApiClient.Answer post(String event) {
        var report = metering.post("events", event, "Content-Type", ONE);
        assertThat(report.status()).as(report.text()).isEqualTo(200);
        return report;
    }

    /** Half an hour of 4 nodes before the clock starts, with some of its data changed. */
    private String usage(String id, String changes) {
        var data = json(
                "'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 4, 'startedAt': '2026-11-22T09:00:00Z', 'endedAt': '2026-11-22T09:30:00Z'",
                account, place.region(), place.specification());
        for (var change : json(changes).split(", (?=\")")) {
            if (!change.isBlank()) {
                var name = change.substring(0, change.indexOf(':'));
                data = data.replaceAll(name + ": [^,]*(, )?", "").replaceAll(", $", "") + ", " + change;
            }
        }
        return json(
                "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.usage.recorded.v1', 'subject': 'job-17', 'data': {%s}}",
                id, data);
    }

    /** The start of a job half an hour before the clock starts. */
    private String start(String more) {
        return json(
                "{'specversion': '1.0', 'id': 'start', 'source': '/a', 'type': 'drawdown.job.started.v1', 'subject': 'job-18', 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 4, 'startedAt': '2026-11-22T09:30:00Z', %s}}",
                account, place.region(), place.specification(), more);
    }

    private String voided(String id, String source, String voided) {
        return json(
                "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.usage.voided.v1', 'data': {'account': '%s', 'source': '%s', 'id': '%s'}}",
                id, account, source, voided);
    }

    private long records() {
        return admin.get("accounts/" + account + "/usage")
                .at("/page/totalElements")
                .longValue();
    }

    private long remaining(String id) {
        return admin.get("accounts/" + account + "/packages/" + id)
                .at("/remainingNodeSeconds")
                .longValue();
    }
}
