package io.drawdown.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The runs of an account, those that have fallen silent, and stopping these (R16). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunApiTest extends ApiTest {

    private String account;
    private Place place;

    @BeforeEach
    void open() {
        account = account();
        place = place();
    }

    @AfterAll
    void assertIntegrity() {
        assertThat(admin.get("integrity").at("/violations").size()).isZero();
    }

    @Test
    void listsLatestStartedRunsFirst() {
        start("train", "2026-11-22T09:00:00Z");
        stop("train", "2026-11-22T09:30:00Z");
        start("train", "2026-11-22T09:40:00Z");
        start("wrong", "2026-11-22T09:50:00Z");
        voidStart("wrong", "2026-11-22T09:50:00Z");

        var runs = content("accounts/" + account + "/runs");
        assertThat(runs)
                .extracting(run -> run.path("startedAt").stringValue())
                .containsExactly("2026-11-22T09:50:00Z", "2026-11-22T09:40:00Z", "2026-11-22T09:00:00Z");
        var first = runs.getLast();
        assertThat(first.toString())
                .isEqualTo(json(
                        "{'id':'%s','source':'/a','job':'train','region':'%s','pool':'PUBLIC','specification':'%s','activity':'TRAINING','nodes':4,'startedAt':'2026-11-22T09:00:00Z','stoppedAt':'2026-11-22T09:30:00Z','settledUntil':'2026-11-22T09:30:00Z','voided':false,'heardAt':'2026-11-22T10:00:00Z','reportEvery':null,'silentSince':null}",
                        first.path("id").stringValue(), place.region(), place.specification()));
        assertThat(runs.get(1).path("stoppedAt").isNull()).isTrue();
        assertThat(runs.get(1).path("settledUntil").stringValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(runs.getFirst().path("voided").booleanValue()).isTrue();
        assertThat(admin.get("accounts/" + account + "/runs/" + first.path("id").stringValue())
                        .json())
                .isEqualTo(first);
        assertThat(content("accounts/" + account + "/usage")
                        .getFirst()
                        .path("id")
                        .stringValue())
                .startsWith(first.path("id").stringValue() + "/");

        assertThat(content("accounts/" + account + "/runs?running=true")).containsExactly(runs.get(1));
        assertThat(content("accounts/" + account + "/runs?running=false")).containsExactly(runs.getFirst(), first);
        assertThat(content("accounts/" + account + "/runs?job=train&size=1")).containsExactly(runs.get(1));
        assertThat(content("accounts/" + account + "/runs?job=train&size=1&page=1"))
                .containsExactly(first);
        assertThat(content("accounts/" + account + "/runs?job=nope")).isEmpty();
        assertThat(admin.csv("accounts/" + account + "/runs?running=true")
                        .text()
                        .lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "id,source,job,region,pool,specification,activity,nodes,startedAt,stoppedAt,settledUntil,voided,heardAt,reportEvery,silentSince");
        assertRefused(admin.get("accounts/" + account + "/runs?running=perhaps"), ProblemType.INVALID, "running");
    }

    @Test
    void showsRunsOnlyToAuthorizedRoles() {
        var id = start("train", "2026-11-22T09:00:00Z");
        for (var reader : List.of(forAccount(account, "CUSTOMER"), platform("SUPPORT"), admin)) {
            assertSuccessful(reader.get("accounts/" + account + "/runs"));
            assertSuccessful(reader.get("accounts/" + account + "/runs/" + id));
        }
        var other = forAccount(account(), "CUSTOMER");
        assertRefused(other.get("accounts/" + account + "/runs"), ProblemType.NOT_FOUND, null);
        assertRefused(other.get("accounts/" + account + "/runs/" + id), ProblemType.NOT_FOUND, null);
        assertRefused(
                forAccount(account, "METERING").get("accounts/" + account + "/runs"), ProblemType.FORBIDDEN, null);
        assertRefused(admin.get("accounts/" + account() + "/runs/" + id), ProblemType.NOT_FOUND, null);
        for (var nothing : List.of("0", "x", "-1", "9".repeat(30))) {
            assertRefused(admin.get("accounts/" + account + "/runs/" + nothing), ProblemType.NOT_FOUND, null);
        }
        for (var caller :
                List.of(forAccount(account, "CUSTOMER"), forAccount(account, "METERING"), platform("SUPPORT"))) {
            assertRefused(caller.get("silent-runs"), ProblemType.FORBIDDEN, null);
            assertRefused(
                    caller.post(stopping(id), json("{'stoppedAt': '2026-11-22T09:30:00Z'}")),
                    ProblemType.FORBIDDEN,
                    null);
        }
        assertRefused(
                other.post(stopping(id), json("{'stoppedAt': '2026-11-22T09:30:00Z'}")), ProblemType.FORBIDDEN, null);
    }

    @Test
    void listsRunsSilentForSevenDays() {
        var id = start("train", "2026-11-22T09:00:00Z");
        start("short", "2026-11-22T09:00:00Z");
        stop("short", "2026-11-22T09:30:00Z");
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        start("told-late", "2026-11-20T09:00:00Z");
        assertThat(content("silent-runs?account=" + account)).isEmpty();
        clock.advance(Duration.ofSeconds(1));

        var silent = content("silent-runs?account=" + account);
        assertThat(silent)
                .singleElement()
                .asString()
                .isEqualTo(json(
                        "{'account':'%s','id':'%s','source':'/a','job':'train','region':'%s','pool':'PUBLIC','specification':'%s','activity':'TRAINING','nodes':4,'startedAt':'2026-11-22T09:00:00Z','heardAt':'2026-11-22T10:00:00Z','nodeSeconds':%d,'perHour':{'amount':'14.40','currency':'CNY'}}",
                        account, id, place.region(), place.specification(), 4 * (7 * 24 + 1) * 3600));
        assertThat(content("silent-runs?size=1000")).contains(silent.getFirst());
        assertThat(content("silent-runs?job=RAI&account=" + account)).hasSize(1);
        assertThat(content("silent-runs?job=%25&account=" + account)).isEmpty();
        assertThat(admin.csv("silent-runs?account=" + account).text().lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "account,id,source,job,region,pool,specification,activity,nodes,startedAt,heardAt,nodeSeconds,perHour.amount,perHour.currency");

        assertSuccessful(stopAt(id, "2026-11-23T00:00:00Z"));
        assertThat(content("silent-runs?account=" + account)).isEmpty();
    }

    @Test
    void stopsRunAtInstant() {
        var bought = buy(account, offer(place), place);
        var id = start("train", "2026-11-22T10:00:00Z");
        clock.advance(Duration.ofDays(8));
        assertThat(admin.get("accounts/" + account + "/packages/" + bought)
                        .at("/status")
                        .stringValue())
                .isEqualTo("USED_UP");

        var stopped = stopAt(id, "2026-11-22T11:00:00.7Z");
        assertThat(stopped.status()).as(stopped.text()).isEqualTo(200);
        assertThat(stopped.at("/stoppedAt").stringValue()).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(stopped.at("/settledUntil").stringValue()).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(remaining(bought)).isEqualTo(36_000 - 4 * 3600);
        var totals = admin.get("accounts/" + account + "/totals");
        assertThat(totals.at("/nodeSeconds").intValue()).isEqualTo(4 * 3600);
        assertThat(totals.at("/chargedNodeSeconds").intValue()).isZero();

        assertThat(stopAt(id, "2026-11-22T11:00:00Z").text()).as("again").isEqualTo(stopped.text());
        var otherwise = stopAt(id, "2026-11-22T12:00:00Z");
        assertRefused(otherwise, ProblemType.CHANGED_MEANWHILE, null);
        assertThat(otherwise.at("/detail").stringValue())
                .startsWith("The job 'train' stopped at 2026-11-22T11:00:00Z, and that stands.");
        assertThat(admin.get("accounts/" + account + "/totals").text()).isEqualTo(totals.text());
    }

    @Test
    void rejectsInvalidStopInstants() {
        var id = start("train", "2026-11-22T09:00:00Z");
        assertRefused(stopAt(id, "2026-11-22T08:59:59Z"), ProblemType.INVALID, "stoppedAt");
        assertRefused(stopAt(id, "2026-11-22T10:05:01Z"), ProblemType.INVALID, "stoppedAt");
        assertRefused(stopAt(id, "soon"), ProblemType.INVALID, "stoppedAt");
        assertRefused(admin.post(stopping(id), "{}"), ProblemType.INVALID, "stoppedAt");
        assertRefused(admin.post(stopping(id), ""), ProblemType.MALFORMED_REQUEST, null);
        assertRefused(stopAt("0", "2026-11-22T10:00:00Z"), ProblemType.NOT_FOUND, null);
        assertThat(admin.get("accounts/" + account + "/runs/" + id)
                        .at("/stoppedAt")
                        .isNull())
                .isTrue();

        assertThat(stopAt(id, "2026-11-22T09:00:00Z").at("/stoppedAt").stringValue())
                .as("at once")
                .isEqualTo("2026-11-22T09:00:00Z");
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .intValue())
                .isZero();
    }

    @Test
    void rejectsStoppingVoidedRun() {
        var id = start("train", "2026-11-22T09:00:00Z");
        voidStart("train", "2026-11-22T09:00:00Z");

        var refused = stopAt(id, "2026-11-22T09:30:00Z");
        assertRefused(refused, ProblemType.CHANGED_MEANWHILE, null);
        assertThat(refused.at("/detail").stringValue()).contains("was taken back");
    }

    @Test
    void acceptsStopFiveMinutesAhead() {
        var id = start("train", "2026-11-22T10:00:00Z");
        assertSuccessful(stopAt(id, "2026-11-22T10:05:00Z"));
        assertThat(content("accounts/" + account + "/runs?running=true")).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(content("accounts/" + account + "/runs?running=true")).isEmpty();
        assertThat(content("accounts/" + account + "/runs?running=false")).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
        start("other", "2026-11-22T10:10:00Z");

        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .intValue())
                .isEqualTo(4 * 300);
    }

    @Test
    void prefersEarlierStopFromScheduler() {
        var id = start("train", "2026-11-22T09:00:00Z");
        assertSuccessful(stopAt(id, "2026-11-22T09:30:00Z"));
        stop("train", "2026-11-22T09:50:00Z");
        assertThat(run(id).path("stoppedAt").stringValue())
                .as("a later one waits")
                .isEqualTo("2026-11-22T09:30:00Z");
        stop("train", "2026-11-22T09:10:00Z");
        assertThat(run(id).path("stoppedAt").stringValue()).isEqualTo("2026-11-22T09:10:00Z");
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .intValue())
                .isEqualTo(4 * 600);

        start("train", "2026-11-22T09:40:00Z");
        assertThat(content("accounts/" + account + "/runs")
                        .getFirst()
                        .path("stoppedAt")
                        .stringValue())
                .as("what waited ends the next run")
                .isEqualTo("2026-11-22T09:50:00Z");
    }

    @Test
    void stopsOnlyNamedRun() {
        var first = start("train", "2026-11-22T09:00:00Z");
        stop("train", "2026-11-22T09:30:00Z");
        var second = start("train", "2026-11-22T09:30:00Z");

        assertRefused(stopAt(first, "2026-11-22T09:40:00Z"), ProblemType.CHANGED_MEANWHILE, null);
        assertSuccessful(stopAt(second, "2026-11-22T09:30:00Z"));
        assertThat(run(first).path("stoppedAt").stringValue()).isEqualTo("2026-11-22T09:30:00Z");
        assertThat(run(second).path("stoppedAt").stringValue()).isEqualTo("2026-11-22T09:30:00Z");
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .intValue())
                .isEqualTo(4 * 1800);
    }

    @Test
    void stopsOnceUnderConcurrentRequests() throws Exception {
        var id = start("train", "2026-11-22T09:00:00Z");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(thread ->
                            () -> stopAt(id, "2026-11-22T09:" + (thread % 2 == 0 ? 30 : 40) + ":00Z")
                                    .status())
                    .toList());
            var statuses = new TreeMap<Integer, Integer>();
            for (var answer : answers) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(statuses).containsOnly(Map.entry(200, 8), Map.entry(409, 8));
        }
        assertThat(admin.get("accounts/" + account + "/totals")
                        .at("/nodeSeconds")
                        .intValue())
                .isIn(4 * 1800, 4 * 2400);
    }

    /** Reports the start of a job on 4 nodes, and gives the run's id. */
    private String start(String job, String at) {
        report(
                "job.started",
                "start-" + job + "-" + at,
                job,
                "'region': '%s', 'pool': 'PUBLIC', 'specification': '%s', 'activity': 'TRAINING', 'nodes': 4, 'startedAt': '%s'"
                        .formatted(place.region(), place.specification(), at));
        return content("accounts/" + account + "/runs?job=" + job)
                .getFirst()
                .path("id")
                .stringValue();
    }

    private void stop(String job, String at) {
        report("job.stopped", "stop-" + job + "-" + at, job, "'stoppedAt': '%s'".formatted(at));
    }

    private void voidStart(String job, String at) {
        report("usage.voided", "void-" + job + "-" + at, job, "'source': '/a', 'id': 'start-%s-%s'".formatted(job, at));
    }

    private void report(String type, String id, String job, String data) {
        var report = admin.post(
                "events",
                json(
                        "{'specversion': '1.0', 'id': '%s', 'source': '/a', 'type': 'drawdown.%s.v1', 'subject': '%s', 'data': {'account': '%s', %s}}",
                        id, type, job, account, data));
        assertThat(report.at("/accepted").intValue()).as(report.text()).isOne();
    }

    private ApiClient.Answer stopAt(String id, String instant) {
        return admin.post(stopping(id), json("{'stoppedAt': '%s'}", instant));
    }

    private String stopping(String id) {
        return "accounts/" + account + "/runs/" + id + "/stop";
    }

    private JsonNode run(String id) {
        return admin.get("accounts/" + account + "/runs/" + id).json();
    }

    private long remaining(String id) {
        return admin.get("accounts/" + account + "/packages/" + id)
                .at("/settledRemainingNodeSeconds")
                .longValue();
    }

    private List<JsonNode> content(String path) {
        var answer = admin.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.at("/content").spliterator(), false).toList();
    }
}
