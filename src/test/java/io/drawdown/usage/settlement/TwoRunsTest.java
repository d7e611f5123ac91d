package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.Runs;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.runs.WaitingStopFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/**
 * The starts and stops of two runs of a job, told in each of their 24 orders, one by one or together, at once or over
 * hours: in the end each run is from its start to the next stop (R16).
 */
@DrawdownTest
@Tag("dialect")
class TwoRunsTest {

    private static final Instant T = TestClock.START.minus(Duration.ofHours(3));

    @Autowired
    ObjectProvider<RunScenario> scenarios;

    @Autowired
    Runs runs;

    @Autowired
    RejectedEvents rejectedEvents;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    World world;

    /** A run and the seconds, after T, at which it starts and stops. */
    private record Interval(long from, long to) {}

    @Test
    void runsApartEndRightInAnyOrder() {
        verifyAllOrders(new Interval(0, 600), new Interval(1200, 1800));
    }

    @Test
    void runThatStartsWhenTheOtherStopsEndsRightInAnyOrder() {
        verifyAllOrders(new Interval(0, 600), new Interval(600, 1800));
    }

    @Test
    void shortRunsEndRightInAnyOrder() {
        verifyAllOrders(new Interval(0, 1), new Interval(1, 2));
        verifyAllOrders(new Interval(0, 1), new Interval(2, 3));
    }

    @Test
    void threeRunsEndRightWhenToldBackwards() {
        var scenario = scenarios.getObject();
        var three = List.of(new Interval(0, 600), new Interval(600, 1200), new Interval(1800, 2400));
        scenario.buy(1, T);
        events(scenario, "train", three).reversed().forEach(scenario::settle);

        assertThat(coverage(scenario, "train")).isEqualTo(three);
        assertNothingWaits(scenario);
    }

    private void verifyAllOrders(Interval... intervals) {
        var scenario = scenarios.getObject();
        var expected = List.of(intervals);
        var bought = scenario.buy(1000, T);
        var jobs = new ArrayList<String>();
        for (var order : permutations(IntStream.range(0, 4).boxed().toList())) {
            var oneByOne = "one-" + order;
            var told = events(scenario, oneByOne, expected);
            order.forEach(index -> scenario.settle(told.get(index)));
            var together = "together-" + order;
            var batch = events(scenario, together, expected);
            scenario.settle(order.stream().map(batch::get).toArray(UsageEvent[]::new));
            jobs.addAll(List.of(oneByOne, together));
        }
        jobs.forEach(job -> assertThat(coverage(scenario, job)).as(job).isEqualTo(expected));
        for (var order : permutations(IntStream.range(0, 4).boxed().toList())) {
            var slowly = "slowly-" + order;
            var told = events(scenario, slowly, expected);
            for (var index : order) {
                scenario.settle(told.get(index));
                scenario.advance(Duration.ofHours(1));
            }
            jobs.add(slowly);
        }
        jobs.forEach(job -> assertThat(coverage(scenario, job)).as(job).isEqualTo(expected));

        assertNothingWaits(scenario);
        assertThat(1000L * 3600 - scenario.settledRemainingNodeSeconds(bought))
                .as("what all of them drew")
                .isEqualTo(jobs.size()
                        * expected.stream()
                                .mapToLong(interval -> interval.to() - interval.from())
                                .sum());
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    private void assertNothingWaits(RunScenario scenario) {
        world.asSystem(() -> {
            assertThat(runs.list(scenario.account, true, null).count()).isZero();
            assertThat(runs.listWaitingStops(new WaitingStopFilter(null, scenario.account))
                            .count())
                    .isZero();
            assertThat(rejectedEvents
                            .list(new RejectedEventFilter(
                                    RejectedEvent.State.OPEN, scenario.account, null, null, null, null, null))
                            .page(Pageable.unpaged()))
                    .isEmpty();
            return null;
        });
    }

    private static List<UsageEvent> events(RunScenario scenario, String job, List<Interval> intervals) {
        return intervals.stream()
                .flatMap(interval -> Stream.<UsageEvent>of(
                        scenario.started(job, 1, T.plusSeconds(interval.from())),
                        scenario.stopped(job, T.plusSeconds(interval.to()))))
                .toList();
    }

    /** The stretches in which a job ran by the runs of it, which its usage must cover without gaps. */
    private List<Interval> coverage(RunScenario scenario, String job) {
        var found = world.asSystem(() ->
                runs.list(scenario.account, null, job).page(Pageable.unpaged()).getContent());
        var usage = scenario.usage().stream()
                .filter(entry -> entry.job().equals(job) && !entry.voided())
                .mapToLong(entry -> entry.nodeSeconds())
                .sum();
        var intervals = found.stream()
                .map(run -> new Interval(
                        Duration.between(T, run.startedAt()).toSeconds(),
                        run.stoppedAt() == null
                                ? Long.MAX_VALUE
                                : Duration.between(T, run.stoppedAt()).toSeconds()))
                .sorted(Comparator.comparing(Interval::from))
                .toList();
        assertThat(usage)
                .as(job)
                .isEqualTo(intervals.stream()
                        .mapToLong(interval -> interval.to() - interval.from())
                        .sum());
        return intervals;
    }

    private static <T> List<List<T>> permutations(List<T> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        return of.stream()
                .flatMap(first -> permutations(
                                of.stream().filter(one -> !one.equals(first)).toList())
                        .stream()
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()))
                .toList();
    }
}
