package io.drawdown.usage;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.AlertKind;
import io.drawdown.alert.SilentRuns;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationBody;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.notification.webhook.Webhooks;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Accounts are told of running jobs that have fallen silent (R16). */
@DrawdownTest
@Tag("dialect")
class SilentRunAlertsTest {

    @Autowired
    private SilenceWatch watch;

    @Autowired
    private UsageEvents events;

    @Autowired
    private Runs runs;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void setUp() {
        clock.set(START);
        jdbc.sql("update run set silence_told_of = heard_at").update(); // those of other tests
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    @Test
    void tellsAtTheInstantAtWhichARunFallsSilent() {
        start("train", 2, "PT5M");
        tellAt(START.plusSeconds(899));
        assertThat(told()).isEmpty();

        tellAt(START.plusSeconds(907));

        assertThat(told()).singleElement().satisfies(message -> {
            assertThat(message.kind()).isEqualTo(AlertKind.SILENT_RUN);
            assertThat(message.happenedAt()).isEqualTo(START.plusSeconds(900));
            assertThat(message.silentRuns()).isEqualTo(new SilentRuns(runId("train"), List.of("train"), 1));
            assertThat(message.packageKind().region()).isEqualTo(region);
            assertThat(message.packageKind().specification()).isEqualTo(specification);
            assertThat(NotificationBody.of(message).remainingNodeSeconds()).isNull();
            assertThat(NotificationBody.of(message).totalNodeSeconds()).isNull();
        });
    }

    @Test
    void tellsAfterSevenDaysIfNoIntervalWasAnnounced() {
        start("train", 1, null);
        tellAt(START.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(told()).isEmpty();

        tellAt(START.plus(Duration.ofDays(7)));
        assertThat(told()).extracting(Notification::happenedAt).containsExactly(START.plus(Duration.ofDays(7)));
    }

    @Test
    void tellsOnce() {
        start("train", 1, "PT5M");
        tellAt(START.plusSeconds(900));
        tellAt(START.plusSeconds(901));
        tellAt(START.plus(Duration.ofDays(30)));
        assertThat(told()).hasSize(1);
    }

    @Test
    void tellsAgainOnceItWasHeardOf() {
        start("train", 1, "PT5M");
        tellAt(START.plusSeconds(900));
        clock.set(START.plusSeconds(1_000));
        observe("train", START.plusSeconds(990));
        tellAt(START.plusSeconds(1_889));
        assertThat(told()).hasSize(1);

        tellAt(START.plusSeconds(1_890));
        assertThat(told())
                .extracting(Notification::happenedAt)
                .containsExactly(START.plusSeconds(1_890), START.plusSeconds(900));
    }

    @Test
    void observationSoOldThatTheRunStaysSilentIsNotToldAgain() {
        start("train", 1, "PT5M");
        tellAt(START.plusSeconds(900));
        clock.set(START.plusSeconds(1_000));
        observe("train", START.plusSeconds(100));
        tellAt(START.plusSeconds(1_001));
        assertThat(told()).hasSize(1);

        observe("train", START.plusSeconds(101));
        clock.set(START.plusSeconds(1_002));
        observe("train", START.plusSeconds(103));
        tellAt(START.plusSeconds(1_003));
        assertThat(told()).as("silent until 1,002, then from 1,003 on").hasSize(2);
    }

    @Test
    void oldObservationOfARunThatIsNotToldYetIsTold() {
        start("train", 1, "PT5M");
        clock.set(START.plusSeconds(1_000));
        observe("train", START.plusSeconds(60));
        tellAt(START.plusSeconds(1_000));
        assertThat(told()).extracting(Notification::happenedAt).containsExactly(START.plusSeconds(960));
    }

    @Test
    void tellsOfNoRunThatStoppedOrWasHeardOfInTime() {
        start("stopped", 1, "PT5M");
        start("seen", 1, "PT5M");
        clock.set(START.plusSeconds(600));
        report("stopped", "stopped", "\"stoppedAt\": \"%s\"".formatted(START.plusSeconds(600)));
        observe("seen", START.plusSeconds(600));
        tellAt(START.plusSeconds(1_499));
        assertThat(told()).isEmpty();
    }

    @Test
    void runsThatFallSilentWithinAMinuteMakeOneMessage() {
        start("a", 1, "PT5M");
        clock.set(START.plusSeconds(30));
        start("b", 8, "PT5M");
        clock.set(START.plusSeconds(60));
        start("c", 4, "PT5M");
        start("d", 2, "PT5M");
        clock.set(START.plusSeconds(61));
        start("e", 9, "PT5M");

        tellAt(START.plusSeconds(900));
        assertThat(told()).singleElement().satisfies(message -> {
            assertThat(message.silentRuns()).isEqualTo(new SilentRuns(runId("b"), List.of("b", "c", "d"), 4));
            assertThat(message.happenedAt()).isEqualTo(START.plusSeconds(900));
        });
        tellAt(START.plusSeconds(960));
        assertThat(told()).hasSize(1);

        tellAt(START.plusSeconds(961));
        assertThat(told())
                .extracting(
                        message -> Objects.requireNonNull(message.silentRuns()).jobs())
                .containsExactly(List.of("e"), List.of("b", "c", "d"));
    }

    @Test
    void runOfTheSameMinuteThatIsHeardOfFallsSilentAgainLater() {
        start("a", 1, "PT5M");
        clock.set(START.plusSeconds(30));
        start("b", 1, "PT5M");
        tellAt(START.plusSeconds(900));
        clock.set(START.plusSeconds(920));
        observe("b", START.plusSeconds(920));
        tellAt(START.plusSeconds(1_820));
        assertThat(told())
                .extracting(
                        message -> Objects.requireNonNull(message.silentRuns()).jobs())
                .containsExactly(List.of("b"), List.of("a", "b"));
    }

    @Test
    void tellsOfEachMinuteOfAStandstillByItself() {
        start("a", 1, "PT5M");
        clock.set(START.plusSeconds(600));
        start("b", 1, "PT5M");
        tellAt(START.plus(Duration.ofDays(1)));
        assertThat(told())
                .extracting(Notification::happenedAt)
                .containsExactly(START.plusSeconds(1_500), START.plusSeconds(900));
    }

    @Test
    void callsWebhooksThatWantIt() {
        world.asSystem(
                () -> webhooks.create(account, "https://silent.example.com/a", EnumSet.of(AlertKind.SILENT_RUN)));
        world.asSystem(() -> webhooks.create(account, "https://silent.example.com/b", EnumSet.of(AlertKind.USED_UP)));
        start("train", 1, "PT5M");
        tellAt(START.plusSeconds(900));
        assertThat(world.asSystem(() ->
                        deliveries.list(new DeliveryFilter(null, null, account)).rows(0, 10, Sort.unsorted())))
                .extracting(Delivery::recipient)
                .containsExactly("https://silent.example.com/a");
    }

    @Test
    void twoServersMakeOneMessage() throws Exception {
        for (var job = 0; job < 20; job++) {
            start("job-" + job, 1, "PT5M");
        }
        clock.set(START.plusSeconds(900));
        var together = new CyclicBarrier(2);
        try (var servers = Executors.newFixedThreadPool(2)) {
            var both = List.of(1, 2).stream()
                    .map(server -> servers.submit(() -> {
                        together.await();
                        watch.tellDue();
                        return server;
                    }))
                    .toList();
            for (var server : both) {
                server.get();
            }
        }
        assertThat(told())
                .extracting(
                        message -> Objects.requireNonNull(message.silentRuns()).count())
                .containsExactly(20);
    }

    private void tellAt(Instant now) {
        clock.set(now);
        watch.tellDue();
    }

    private List<Notification> told() {
        return world.asSystem(() -> inbox.list(account, NotificationFilter.ALL).rows(0, 100, Sort.unsorted()));
    }

    private String runId(String job) {
        return world.asSystem(() -> runs.list(account, null, job).rows(0, 1, Sort.unsorted()))
                .getFirst()
                .id();
    }

    private void start(String job, long nodes, @Nullable String reportEvery) {
        report(job, "started", """
                "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": %d, "startedAt": "%s"%s""".formatted(
                        region,
                        specification,
                        nodes,
                        clock.instant(),
                        reportEvery == null ? "" : ", \"reportEvery\": \"%s\"".formatted(reportEvery)));
    }

    private void observe(String job, Instant at) {
        report(job, "observed", "\"observedAt\": \"%s\"".formatted(at));
    }

    private void report(String job, String what, String data) {
        var event = json.readTree("""
                {"specversion": "1.0", "id": "%s/%s/%s", "source": "/scheduler", "type": "drawdown.job.%s.v1", "subject": "%s",
                 "data": {"account": "%s", %s}}""".formatted(job, what, clock.instant(), what, job, account, data));
        assertThat(world.asSystem(() -> events.report(List.of(event))).results())
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(EventResult.Status.ACCEPTED));
    }
}
