package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Starts and stops of jobs, as a scheduler sends them (R14 to R16). It is 10:00 when they come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobEventApiTest extends ApiTest {

    private String account;
    private Place place;
    private ApiClient metering;

    @BeforeEach
    void open() {
        account = account();
        place = place();
        metering = forAccount(account, "METERING");
    }

    @AfterAll
    void assertIntegrity() {
        assertThat(admin.get("integrity").at("/violations").size()).isZero();
    }

    @Test
    void startsAndStopsRun() {
        var id = buy(account, offer(place), place);
        assertThat(post(started("1", "train", "10:00:00")).text())
                .isEqualTo(
                        json(
                                "{'accepted':1,'duplicates':0,'conflicts':0,'rejected':0,'results':[{'source':'/a','id':'1','status':'accepted','problem':null}]}"));
        clock.advance(Duration.ofMinutes(20));
        assertThat(statusOf(stopped("2", "train", "10:20:00"))).isEqualTo("accepted");

        assertThat(usage()).containsExactly("train 4 × 10:00:00 to 10:20:00");
        assertThat(settled(id)).isEqualTo(36_000 - 4 * 1200);
        var record = admin.get("accounts/" + account + "/usage").at("/content/0");
        assertThat(record.path("source").stringValue()).isEqualTo("urn:drawdown:run");
        assertThat(record.path("id").stringValue()).matches("\\d+/\\d+");
        assertThat(record.path("activity").stringValue()).isEqualTo("TRAINING");
    }

    @Test
    void separatesRunsByScheduler() {
        post(started("1", "train", "09:00:00"));
        assertThat(statusOf(stopped("2", "train", "09:30:00").replace("/a", "/b")))
                .isEqualTo("accepted");
        assertThat(statusOf(started("3", "train", "09:10:00").replace("/a", "/b")))
                .isEqualTo("accepted");

        assertThat(usage())
                .containsExactlyInAnyOrder("train 4 × 09:00:00 to 10:00:00", "train 4 × 09:10:00 to 09:30:00");
    }

    @Test
    void recognizesDuplicatesById() {
        var start = started("1", "train", "09:00:00");
        post(start);
        assertThat(statusOf(start)).isEqualTo("duplicate");
        assertThat(statusOf(start.replace("\"nodes\": 4", "\"nodes\": 4.0"))).isEqualTo("duplicate");
        assertThat(statusOf(start.replace("09:00:00Z", "17:00:00.9+08:00"))).isEqualTo("duplicate");
        assertThat(statusOf(start.replace(
                        "\"id\"", "\"time\": \"2026-11-22T09:00:00Z\", \"traceparent\": \"00-1\", \"id\"")))
                .isEqualTo("duplicate");
        for (var change : List.of(
                "TRAINING=DEVELOPMENT",
                "\"nodes\": 4=\"nodes\": 5",
                "09:00:00=09:00:01",
                "train\"=test\"",
                "PUBLIC=DEDICATED")) {
            var parts = change.split("=");
            assertThat(statusOf(start.replace(parts[0], parts[1]))).as(change).isEqualTo("conflict");
        }
        assertThat(statusOf(stopped("1", "train", "09:30:00")))
                .as("another type")
                .isEqualTo("conflict");

        var stop = stopped("2", "train", "09:30:00");
        post(stop);
        assertThat(statusOf(stop)).isEqualTo("duplicate");
        assertThat(statusOf(stop.replace("09:30:00Z", "09:30:00.5Z"))).isEqualTo("duplicate");
        assertThat(statusOf(stop.replace("09:30:00", "09:20:00"))).isEqualTo("conflict");
        assertThat(statusOf(stop.replace("\"train\"", "\"test\""))).isEqualTo("conflict");
        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:30:00");
    }

    @Test
    void acceptsEventsInAnyOrder() {
        assertThat(statusOf(stopped("2", "train", "09:30:00"))).isEqualTo("accepted");
        assertThat(usage()).isEmpty();
        assertThat(statusOf(started("1", "train", "09:00:00"))).isEqualTo("accepted");

        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:30:00");
    }

    @Test
    void acceptsEventsOfSuccessiveRunsInAnyOrder() {
        for (var order : permutations(List.of("s1", "e1", "s2", "e2"))) {
            var job = String.join("-", order);
            var events = Map.of(
                    "s1", started(job + "/s1", job, "09:00:00"),
                    "e1", stopped(job + "/e1", job, "09:10:00"),
                    "s2", started(job + "/s2", job, "09:20:00"),
                    "e2", stopped(job + "/e2", job, "09:30:00"));
            order.forEach(event -> post(events.get(event)));
            assertThat(rejectedEvents()).as(job).isEmpty();
            assertThat(usage(job))
                    .as(job)
                    .containsExactlyInAnyOrder(job + " 4 × 09:00:00 to 09:10:00", job + " 4 × 09:20:00 to 09:30:00");
        }
    }

    @Test
    void rejectsStartInsideRunAndAcceptsItAfterEarlierStop() {
        post(started("1", "train", "09:00:00"));
        var inside = post(started("2", "train", "09:30:00")).at("/results/0");
        assertThat(inside.path("status").stringValue()).isEqualTo("rejected");
        assertThat(inside.at("/problem/type").stringValue()).isEqualTo(ProblemType.INVALID.path());
        assertThat(inside.at("/problem/errors/0/field").stringValue()).isEqualTo("data.startedAt");
        assertThat(inside.at("/problem/detail").stringValue())
                .isEqualTo(
                        "The job 'train' has been running since 2026-11-22T09:00:00Z; if it was started again, send its stop first.");
        assertThat(statusOf(started("3", "train", "08:30:00"))).as("around it").isEqualTo("rejected");
        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 10:00:00");

        post(stopped("4", "train", "09:15:00"));
        assertThat(rejectedEvents())
                .as("the second run counts by itself now")
                .extracting(one -> one.path("eventId").stringValue())
                .containsExactly("3");
        assertThat(statusOf(started("2", "train", "09:30:00"))).isEqualTo("duplicate");
        assertThat(replay("3")).as("what ended it is not known").isEqualTo("rejected");
        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:15:00", "train 4 × 09:30:00 to 10:00:00");
    }

    @Test
    void stopBeforeStartOfOpenRunWaitsForItsStart() {
        post(started("1", "train", "09:00:00"));
        assertThat(statusOf(stopped("2", "train", "08:59:59"))).isEqualTo("accepted");
        var waiting = admin.get("waiting-stops?account=" + account).at("/content");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.get(0).toString())
                .isEqualTo(json(
                        "{'account':'%s','source':'/a','job':'train','stoppedAt':'2026-11-22T08:59:59Z','waitingSince':'2026-11-22T10:00:00Z'}",
                        account));
        assertRefused(platform("SUPPORT").get("waiting-stops"), ProblemType.FORBIDDEN, null);
        assertRefused(forAccount(account, "CUSTOMER").get("waiting-stops"), ProblemType.FORBIDDEN, null);

        assertThat(statusOf(stopped("3", "train", "09:00:00")))
                .as("at its start")
                .isEqualTo("accepted");
        assertThat(usage()).isEmpty();
        assertThat(statusOf(started("4", "train", "08:00:00"))).isEqualTo("accepted");
        assertThat(usage()).containsExactly("train 4 × 08:00:00 to 08:59:59");
        assertThat(admin.get("waiting-stops?account=" + account).at("/content").size())
                .isZero();
    }

    @Test
    void answersAStartByWhatBecomesOfItInTheSameBatch() {
        var report = post("["
                + String.join(
                        ",",
                        started("1", "train", "09:00:00"),
                        started("2", "train", "09:20:00"),
                        started("2", "train", "09:20:00"),
                        stopped("3", "train", "09:10:00"))
                + "]");

        assertThat(StreamSupport.stream(report.at("/results").spliterator(), false)
                        .map(result -> result.path("status").stringValue()))
                .containsExactly("accepted", "accepted", "duplicate", "accepted");
        assertThat(report.at("/rejected").intValue()).isZero();
        assertThat(rejectedEvents()).isEmpty();
        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:10:00", "train 4 × 09:20:00 to 10:00:00");
    }

    @Test
    void keepsEventsUntilCatalogIsCorrected() {
        var elsewhere = new Place(World.code("late"), place.specification());
        var start = started("1", "train", "09:00:00").replace(place.region(), elsewhere.region());
        assertThat(post(start).at("/results/0/problem/errors/0/field").stringValue())
                .isEqualTo("data.region");
        assertThat(statusOf(stopped("2", "train", "09:30:00"))).as("waits").isEqualTo("accepted");

        assertSuccessful(admin.put(
                "regions/" + elsewhere.region(), json("{'name': 'Late', 'zone': 'UTC', 'sellsPackages': true}")));
        assertThat(replay("1")).isEqualTo("rejected");
        assertThat(rejectedEvents())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.path("problem").stringValue()).isEqualTo(ProblemType.NO_LIST_PRICE.path()));
        assertSuccessful(admin.put(price(elsewhere), json("{'perNodeHour': {'amount': '1', 'currency': 'CNY'}}")));
        assertThat(replay("1")).isEqualTo("accepted");
        assertThat(rejectedEvents()).isEmpty();
        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:30:00");
        assertThat(statusOf(start)).isEqualTo("duplicate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'nodes': 0                                   | data.nodes",
                "'nodes': -4                                  | data.nodes",
                "'nodes': 1.5                                 | data.nodes",
                "'nodes': '4'                                 | data.nodes",
                "'nodes': 9223372036854775807                 | data.nodes",
                "'nodes': 9223372036854775808                 | data.nodes",
                "'nodes': 1e400                               | data.nodes",
                "'startedAt': '2026-11-22T10:05:01Z'          | data.startedAt",
                "'startedAt': '1969-12-31T23:59:59Z'          | data.startedAt",
                "'startedAt': '+999999999-12-31T23:59:59Z'    | data.startedAt",
                "'startedAt': '-999999999-12-31T23:59:59Z'    | data.startedAt",
                "'startedAt': '2026-11-22T10:00:00'           | data.startedAt",
                "'startedAt': null                            | data.startedAt",
                "'pool': 'SHARED'                             | data.pool",
                "'activity': null                             | data.activity",
                "'account': 'a b'                             | data.account"
            })
    void rejectsInvalidStarts(String change, String field) {
        var event = started("1", "train", "10:00:00");
        var name = change.substring(0, change.indexOf(':')).replace('\'', '"');
        var changed = event.replaceAll(name + ": (\"[^\"]*\"|\\d+)", json(change));

        assertThat(changed).isNotEqualTo(event);
        assertRejected(changed, field);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:05:01Z, data.stoppedAt", "1969-12-31T23:59:59Z, data.stoppedAt",
        "-999999999-01-01T00:00:00Z, data.stoppedAt", "soon, data.stoppedAt"
    })
    void rejectsInvalidStops(String stoppedAt, String field) {
        assertRejected(stopped("1", "train", "10:00:00").replace("2026-11-22T10:00:00Z", stoppedAt), field);
    }

    @Test
    void acceptsEventsUpToFiveMinutesAhead() {
        assertThat(statusOf(started("1", "train", "10:04:00"))).isEqualTo("accepted");
        assertThat(statusOf(stopped("2", "train", "10:05:00"))).isEqualTo("accepted");
        assertThat(usage()).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        post(started("3", "other", "10:10:00"));

        assertThat(usage()).containsExactly("train 4 × 10:04:00 to 10:05:00");
    }

    @Test
    void truncatesFractionsOfSecond() {
        post(started("1", "train", "09:00:00.999"));
        post(stopped("2", "train", "09:00:10.001"));
        post(started("3", "short", "09:00:00.1"));
        post(stopped("4", "short", "09:00:00.9"));

        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:00:10");
    }

    @Test
    void answersOnlyAuthorizedRoles() {
        assertRefused(
                forAccount(account, "CUSTOMER").post("events", started("1", "train", "09:00:00")),
                ProblemType.FORBIDDEN,
                null);
        assertRefused(
                platform("SUPPORT").post("events", stopped("1", "train", "09:00:00")), ProblemType.FORBIDDEN, null);
        var other = forAccount(account(), "METERING");
        for (var event : List.of(started("1", "train", "09:00:00"), stopped("1", "train", "09:00:00"))) {
            var answer = other.post("events", event);
            assertThat(answer.at("/results/0/status").stringValue()).isEqualTo("rejected");
            assertThat(answer.at("/results/0/problem/type").stringValue()).isEqualTo(ProblemType.FORBIDDEN.path());
            assertThat(answer.at("/results/0/problem/errors/0/field").stringValue())
                    .isEqualTo("data.account");
        }
        assertThat(rejectedEvents()).isEmpty();
        assertThat(usage()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"urn:drawdown:run", "urn:drawdown:x", "/imports/nasa"})
    void rejectsReservedSources(String source) {
        assertRejected(started("1", "train", "09:00:00").replace("/a", source), "source");
        assertRejected(stopped("1", "train", "09:00:00").replace("/a", source), "source");
    }

    @Test
    void acceptsJobEventsInMixedBatches() {
        var id = buy(account, offer(place), place);
        clock.advance(Duration.ofHours(1));
        var report = post("["
                + String.join(
                        ",",
                        started("1", "train", "10:00:00"),
                        json(
                                "{'specversion': '1.0', 'id': '2', 'source': '/a', 'type': 'drawdown.usage.recorded.v1', 'subject': 'batch', 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 1, 'startedAt': '2026-11-22T10:00:00Z', 'endedAt': '2026-11-22T10:10:00Z'}}",
                                account, place.region(), place.specification()),
                        stopped("3", "train", "10:30:00"),
                        started("4", "train", "10:20:00"),
                        started("5", "train", "10:40:00"),
                        stopped("6", "train", "10:50:00"),
                        voided("7", "5"),
                        stopped("6", "train", "10:50:00"),
                        stopped("6", "train", "10:51:00"),
                        "{}")
                + "]");

        var results = StreamSupport.stream(report.at("/results").spliterator(), false);
        assertThat(results.map(result -> result.path("status").stringValue()))
                .containsExactly(
                        "accepted",
                        "accepted",
                        "accepted",
                        "rejected",
                        "accepted",
                        "accepted",
                        "accepted",
                        "duplicate",
                        "conflict",
                        "rejected");
        assertThat(usage())
                .containsExactlyInAnyOrder("train 4 × 10:00:00 to 10:30:00", "batch 1 × 10:00:00 to 10:10:00");
        assertThat(settled(id)).isEqualTo(36_000 - 7200 - 600);
    }

    @Test
    void settlesOnceUnderConcurrentRequests() throws Exception {
        var id = buy(account, offer(place), place);
        clock.advance(Duration.ofHours(1));
        var start = started("1", "train", "10:00:00");
        var stop = stopped("2", "train", "10:30:00");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<List<String>>>mapToObj(thread -> () -> thread % 2 == 0
                            ? List.of(statusOf(start), statusOf(stop))
                            : List.of(statusOf(stop), statusOf(start)))
                    .toList());
            var statuses = new HashMap<String, Integer>();
            for (var answer : answers) {
                answer.get().forEach(status -> statuses.merge(status, 1, Integer::sum));
            }
            assertThat(statuses).containsOnly(Map.entry("accepted", 2), Map.entry("duplicate", 30));
        }
        assertThat(usage()).containsExactly("train 4 × 10:00:00 to 10:30:00");
        assertThat(settled(id)).isEqualTo(28_800);
    }

    @Test
    void reversesRunWhenItsStartIsVoided() {
        var id = buy(account, offer(place), place);
        clock.advance(Duration.ofHours(1));
        post(started("1", "train", "10:00:00"));
        post(stopped("2", "train", "10:30:00"));
        var record =
                admin.get("accounts/" + account + "/usage").at("/content/0/id").stringValue();
        var direct = post(voided("3", record).replaceFirst("(\"data\".*\"source\": )\"/a\"", "$1\"urn:drawdown:run\""))
                .at("/results/0");
        assertThat(direct.at("/problem/errors/0/field").stringValue()).isEqualTo("data.source");
        assertThat(direct.at("/problem/detail").stringValue()).contains("Void the event that told of its start");
        var stop = post(voided("4", "2")).at("/results/0");
        assertThat(stop.path("status").stringValue()).isEqualTo("rejected");
        assertThat(stop.at("/problem/detail").stringValue())
                .isEqualTo(
                        "'2' of /a told that a job stopped, which can't be voided. "
                                + "If the job stopped earlier, send a stop with the earlier time; if it ran on, send a start at the time of this stop.");
        assertThat(settled(id)).isEqualTo(28_800);

        assertThat(statusOf(voided("5", "1"))).isEqualTo("accepted");
        assertThat(statusOf(voided("5", "1"))).isEqualTo("duplicate");
        assertThat(statusOf(voided("6", "1"))).isEqualTo("duplicate");
        assertThat(usage()).isEmpty();
        assertThat(settled(id)).isEqualTo(36_000);
        assertThat(statusOf(started("1", "train", "10:00:00")))
                .as("known for ever")
                .isEqualTo("duplicate");
        assertThat(statusOf(started("7", "train", "10:10:00")))
                .as("ended by the stop that waits")
                .isEqualTo("accepted");
        assertThat(usage()).containsExactly("train 4 × 10:10:00 to 10:30:00");
    }

    @Test
    void continuesRunAfterPrematureStop() {
        post(started("1", "train", "09:00:00"));
        post(stopped("2", "train", "09:10:00"));
        assertThat(statusOf(started("3", "train", "09:10:00"))).isEqualTo("accepted");
        post(stopped("4", "train", "09:30:00"));

        assertThat(usage()).containsExactly("train 4 × 09:00:00 to 09:10:00", "train 4 × 09:10:00 to 09:30:00");
    }

    @Test
    void settlesAgainWithQuotaReturnedByVoidedRun() {
        var id = buy(account, offer(place), place);
        clock.advance(Duration.ofHours(3));
        post(started("1", "wrong", "10:00:00").replace("\"nodes\": 4", "\"nodes\": 10"));
        post(stopped("2", "wrong", "11:00:00"));
        post(stopped("4", "train", "11:30:00"));
        post(started("3", "train", "11:00:00"));
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/chargedNodeSeconds")
                        .intValue())
                .isEqualTo(7200);

        var answer = post(voided("5", "1"));
        assertThat(answer.at("/results/0/coverable/0/nodeSeconds").intValue()).isEqualTo(7200);
        var correction = "accounts/" + account + "/voided-usage/";
        assertThat(admin.get(correction + "coverable-charges?source=/a&id=1")
                        .at("/page/totalElements")
                        .intValue())
                .isOne();
        assertThat(admin.post(correction + "settle-again?source=/a&id=1", "").text())
                .isEqualTo(json(
                        "{'charges':1,'nodeSeconds':7200,'coveredNodeSeconds':7200,'reversed':{'amount':'7.20','currency':'CNY'},"
                                + "'charged':{'amount':'0.00','currency':'CNY'}}"));
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/chargedNodeSeconds")
                        .intValue())
                .isZero();
        assertThat(settled(id)).isEqualTo(28_800);

        var notVoided = admin.post(correction + "settle-again?source=/a&id=3", "");
        assertRefused(notVoided, ProblemType.INVALID, null);
        assertThat(notVoided.at("/detail").stringValue()).startsWith("'3' of /a has not been voided");
        assertRefused(admin.post(correction + "settle-again?source=/a&id=4", ""), ProblemType.NOT_FOUND, null);
    }

    private void assertRejected(String event, String field) {
        var rejected = post(event).at("/results/0");
        assertThat(rejected.path("status").stringValue())
                .as(rejected.toString())
                .isEqualTo("rejected");
        assertThat(rejected.at("/problem/type").stringValue()).isEqualTo(ProblemType.INVALID.path());
        assertThat(rejected.at("/problem/errors").findValuesAsString("field")).contains(field);
        assertThat(usage()).isEmpty();
    }

    private ApiClient.Answer post(String events) {
        var report = metering.post("events", events);
        assertThat(report.status()).as(report.text()).isEqualTo(200);
        return report;
    }

    private String statusOf(String event) {
        return post(event).at("/results/0/status").stringValue();
    }

    /** The start of a job on 4 nodes, at a time of the test's day. */
    private String started(String id, String job, String time) {
        return json(
                "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.job.started.v1', 'subject': '%s', 'data': {'account': '%s', 'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 4, 'startedAt': '2026-11-22T%sZ'}}",
                id, job, account, place.region(), place.specification(), time);
    }

    private String stopped(String id, String job, String time) {
        return json(
                "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.job.stopped.v1', 'subject': '%s', 'data': {'account': '%s', 'stoppedAt': '2026-11-22T%sZ'}}",
                id, job, account, time);
    }

    private String voided(String id, String voided) {
        return json(
                "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.usage.voided.v1', 'data': {'account': '%s', 'source': '/a', 'id': '%s'}}",
                id, account, voided);
    }

    private List<JsonNode> rejectedEvents() {
        return StreamSupport.stream(
                        admin.get("rejected-events?size=1000").at("/content").spliterator(), false)
                .filter(one -> one.path("account").stringValue().equals(account))
                .toList();
    }

    private String replay(String event) {
        var kept = rejectedEvents().stream()
                .filter(one -> one.path("eventId").stringValue().equals(event))
                .findFirst()
                .orElseThrow();
        return admin.post("rejected-events/" + kept.path("id").longValue() + "/replay", "")
                .at("/status")
                .stringValue();
    }

    /** What stands of what ran, in the order in which it was settled: job, nodes and times of the test's day. */
    private List<String> usage() {
        return usage("");
    }

    private List<String> usage(String job) {
        return StreamSupport.stream(
                        admin.get("accounts/" + account + "/usage?size=1000&job=" + job)
                                .at("/content")
                                .spliterator(),
                        false)
                .filter(record -> !record.path("voided").booleanValue())
                .map(record -> record.path("job").stringValue() + " "
                        + record.path("nodes").longValue() + " × " + time(record.path("startedAt")) + " to "
                        + time(record.path("endedAt")))
                .toList();
    }

    private long settled(String id) {
        return admin.get("accounts/" + account + "/packages/" + id)
                .at("/settledRemainingNodeSeconds")
                .longValue();
    }

    private static String time(JsonNode instant) {
        return instant.stringValue().replace("2026-11-22T", "").replace("Z", "");
    }

    private static <T> List<List<T>> permutations(List<T> values) {
        if (values.isEmpty()) {
            return List.of(List.of());
        }
        return values.stream()
                .flatMap(first -> permutations(
                                values.stream().filter(value -> value != first).toList())
                        .stream()
                        .map(rest -> {
                            var order = new ArrayList<T>(List.of(first));
                            order.addAll(rest);
                            return List.copyOf(order);
                        }))
                .collect(Collectors.toList());
    }
}
