package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Running an account forward by computed instants against going second by second. {@code -Ddrawdown.seed=<n>} plays one story
 * only, {@code -Ddrawdown.seeds.from=<n>} and {@code -Ddrawdown.seeds.count=<n>} play others or more.
 */
@Tag("model")
class RunProjectionTest {

    private static final long FROM = Long.getLong("drawdown.seeds.from", 1);
    private static final long COUNT = Seeds.count(1_000);
    private static final Long ONLY = Long.getLong("drawdown.seed");

    @Test
    @DisplayName("R16: projected instants equal those found by checking every second")
    void computesTheInstantsFoundByCheckingEverySecond() {
        if (ONLY != null) {
            play(ONLY);
            return;
        }
        var met = new TreeMap<String, Integer>();
        LongStream.range(FROM, FROM + COUNT)
                .forEach(seed -> play(seed).forEach(what -> met.merge(what, 1, Integer::sum)));
        assertThat(met)
                .as("what the stories met")
                .containsKeys(
                        "begins",
                        "ends",
                        "exhausted",
                        "hour",
                        "level",
                        "month",
                        "start",
                        "stop",
                        "uncovered",
                        "shared by several",
                        "spills over");
    }

    @Test
    @DisplayName("R16: the last second before depletion is settled separately if an hour ends before it")
    void settlesTheHourSeparatelyFromTheSecondOfExhaustion() {
        var begin = Instant.ofEpochSecond(3600);
        var terms = new Terms(
                1, false, "north", "v100", EnumSet.allOf(Activity.class), begin, begin.plusSeconds(10_000), begin);
        var burns = List.of(
                new RunningUsage("north", Pool.PUBLIC, "v100", Activity.TRAINING, 3, begin, null),
                new RunningUsage("north", Pool.PUBLIC, "v100", Activity.TRAINING, 1, begin, null));
        var runProjection = new RunProjection(
                begin,
                List.of(new RunProjection.Balance(terms, 4 * 99 + 1)),
                burns,
                List.of(),
                new SettlementSchedule(99, ZoneOffset.UTC));

        runProjection.advanceTo(begin.plusSeconds(100));

        assertThat(runProjection.uncoveredNodeSeconds(0)).isEqualTo(2);
        assertThat(runProjection.uncoveredNodeSeconds(1)).isEqualTo(1);
    }

    @Test
    void projectsManyJobsAndPackagesInFewSteps() {
        var random = new SplittableRandom(1);
        var begin = Instant.parse("2026-11-22T10:00:00Z");
        var packages = IntStream.range(0, 50)
                .mapToObj(id -> new RunProjection.Balance(
                        new Terms(
                                id,
                                false,
                                "north",
                                "v100",
                                EnumSet.allOf(Activity.class),
                                begin.minusSeconds(random.nextInt(1000)),
                                begin.plus(Duration.ofDays(1 + random.nextInt(365))),
                                begin),
                        1_000_000_000L))
                .toList();
        var burns = IntStream.range(0, 1000)
                .mapToObj(job -> new RunningUsage(
                        "north", Pool.PUBLIC, "v100", Activity.values()[job % 5], 1 + job % 4, begin, null))
                .toList();
        var horizon = begin.plus(Duration.ofDays(366));
        var stretches = new HashSet<Instant>();
        var draws = new AtomicLong();
        new RunProjection(begin, packages, burns, List.of(), new SettlementSchedule(7, ZoneOffset.UTC))
                .advanceTo(horizon, (job, from, packageId, nodeSeconds) -> {
                    stretches.add(from);
                    draws.incrementAndGet();
                });
        // A year has 8,784 hours: what happens is computed, not looked for hour by hour.
        assertThat(stretches).hasSizeBetween(packages.size(), 4 * packages.size());
        assertThat(draws.get()).isLessThanOrEqualTo(4L * packages.size() * burns.size());
    }

    private static Set<String> play(long seed) {
        var randomScenario = new RandomScenario(seed);
        try {
            randomScenario.play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "Story %d went wrong; -Ddrawdown.seed=%d plays it again.%n%s%n%s"
                            .formatted(seed, seed, randomScenario, failure.getMessage()),
                    failure);
        }
        return randomScenario.coveredCases;
    }

    /** Some packages, jobs and levels, and what one sees who looks at them every second. */
    private static final class RandomScenario {

        /** The start of February 1970 by UTC; stories begin with it, and last into it where the zone is west of that. */
        private static final long FEBRUARY = Duration.ofDays(31).toSeconds();

        private static final int MOST_OFFSET = 3 * 3600;
        private static final List<Activity> ACTIVITIES =
                List.of(Activity.TRAINING, Activity.DEVELOPMENT, Activity.DEPLOYMENT);

        private final SplittableRandom random;
        private final int length;
        private final int secondOfHour;
        private final ZoneOffset zone;
        private final List<RunProjection.Balance> packages;
        private final List<RunningUsage> jobs;
        private final List<RemainingLevel> levels;
        private final Set<String> coveredCases = new HashSet<>();

        RandomScenario(long seed) {
            random = new SplittableRandom(seed);
            length = pick(List.of(40, 400, 9000));
            secondOfHour = upTo(3599);
            zone = ZoneOffset.ofTotalSeconds(upTo(2 * MOST_OFFSET) - MOST_OFFSET);
            packages = LongStream.rangeClosed(1, upTo(5))
                    .mapToObj(this::randomBalance)
                    .toList();
            jobs = IntStream.rangeClosed(1, 1 + upTo(4))
                    .mapToObj(number -> randomJob())
                    .toList();
            levels = IntStream.rangeClosed(1, upTo(4))
                    .mapToObj(number -> randomLevel())
                    .toList();
        }

        void play() {
            var runProjection = projection();
            var straight = projection();
            var end = upTo(length);
            var settled = 0;
            var remaining = new HashMap<Long, Long>();
            packages.forEach(one -> remaining.put(one.terms().id(), one.remainingNodeSeconds()));
            var uncovered = new long[jobs.size()];
            var exhausted = new HashMap<Long, Instant>();
            for (var second = 1; second <= end; second++) {
                var then = settle(settled, second, remaining, new long[jobs.size()]);
                if (!isSettledAt(second, remaining, then)) {
                    continue;
                }
                var now = at(second);
                assertThat(runProjection.nextSettlement())
                        .as("the instant after %d", settled)
                        .contains(now);
                settle(settled, second, remaining, uncovered);
                then.forEach((id, left) -> {
                    if (left == 0 && remaining.put(id, left) > 0) {
                        exhausted.put(id, now);
                    }
                });
                remaining.putAll(then);
                settled = second;
                runProjection.advanceTo(now);
                compare(runProjection, remaining, exhausted, uncovered);
            }
            straight.advanceTo(at(end));
            compare(straight, settle(settled, end, remaining, uncovered), exhausted, uncovered);
        }

        private void compare(
                RunProjection runProjection,
                Map<Long, Long> remaining,
                Map<Long, Instant> exhausted,
                long[] uncovered) {
            remaining.forEach((id, left) -> {
                assertThat(runProjection.remainingNodeSeconds(id))
                        .as("what remains of %d at %s", id, runProjection.at())
                        .isEqualTo(left);
                assertThat(runProjection.exhaustedAt(id).orElse(null))
                        .as("when %d was exhausted", id)
                        .isEqualTo(exhausted.get(id));
            });
            for (var index = 0; index < uncovered.length; index++) {
                assertThat(runProjection.uncoveredNodeSeconds(index))
                        .as("what is uncovered of job %d at %s", index, runProjection.at())
                        .isEqualTo(uncovered[index]);
            }
        }

        /** What the jobs leave when they are settled once for all of an interval; adds what is uncovered of each. */
        private Map<Long, Long> settle(int from, int to, Map<Long, Long> remaining, long[] uncovered) {
            var drawDown = new DrawDown();
            packages.forEach(one -> drawDown.add(
                    one.terms(),
                    one.remainingNodeSeconds(),
                    remaining.get(one.terms().id())));
            for (var index = 0; index < jobs.size(); index++) {
                var outcome = drawDown.settle(jobs.get(index).between(at(from), at(to)));
                if (outcome.deductions().size() > 1) {
                    coveredCases.add("spills over");
                }
                for (var open : outcome.uncovered()) {
                    uncovered[index] += open.nodeSeconds();
                    coveredCases.add("uncovered");
                }
            }
            var left = new HashMap<Long, Long>();
            remaining.keySet().forEach(id -> left.put(id, drawDown.remainingNodeSeconds(id)));
            return left;
        }

        /** Whether a second is one at which running jobs are settled (R16). */
        private boolean isSettledAt(int second, Map<Long, Long> before, Map<Long, Long> then) {
            var now = at(second);
            var comes = new HashSet<String>();
            if (Math.floorMod(now.getEpochSecond() - secondOfHour, 3600) == 0) {
                comes.add("hour");
            }
            if (now.atOffset(zone).getMonth() != at(second - 1).atOffset(zone).getMonth()) {
                comes.add("month");
            }
            for (var one : packages) {
                if (jobs.stream().anyMatch(runningUsage -> one.terms().matches(runningUsage.between(now, now)))) {
                    if (one.terms().effectiveAt().equals(now)) {
                        comes.add("begins");
                    }
                    if (one.terms().expiresAt().equals(now)) {
                        comes.add("ends");
                    }
                }
                if (before.get(one.terms().id()) > 0 && then.get(one.terms().id()) == 0) {
                    comes.add("exhausted");
                }
            }
            for (var remainingLevel : levels) {
                if (totalRemaining(remainingLevel, before) > remainingLevel.nodeSeconds()
                        && totalRemaining(remainingLevel, then) <= remainingLevel.nodeSeconds()) {
                    comes.add("level");
                }
            }
            for (var runningUsage : jobs) {
                if (runningUsage.from().equals(now)) {
                    comes.add("start");
                }
                if (now.equals(runningUsage.until())) {
                    comes.add("stop");
                }
            }
            var isOver = jobs.stream()
                    .noneMatch(runningUsage -> runningUsage.until() == null
                            || !runningUsage.until().isBefore(now));
            if (jobs.stream().filter(runningUsage -> runningUsage.runsAt(now)).count() > 1) {
                coveredCases.add("shared by several");
            }
            coveredCases.addAll(comes);
            return !isOver && !comes.isEmpty();
        }

        private static long totalRemaining(RemainingLevel remainingLevel, Map<Long, Long> remaining) {
            return remainingLevel.packageIds().stream()
                    .mapToLong(id -> remaining.getOrDefault(id, 0L))
                    .sum();
        }

        private RunProjection projection() {
            return new RunProjection(at(0), packages, jobs, levels, new SettlementSchedule(secondOfHour, zone));
        }

        private RunProjection.Balance randomBalance(long id) {
            var activities =
                    chance(40) ? EnumSet.allOf(Activity.class) : EnumSet.of(pick(ACTIVITIES), pick(ACTIVITIES));
            var effective = chance(60) ? -upTo(100) : upTo(length);
            var terms = new Terms(
                    id,
                    chance(20),
                    pick(List.of("north", "north", "north", "south")),
                    "v100",
                    activities,
                    at(effective),
                    at(effective + 1 + upTo(2 * length)),
                    at(-upTo(3)));
            var total = 1L + upTo(pick(List.of(5, length, 4 * length)));
            return new RunProjection.Balance(terms, chance(70) ? total : upTo((int) total));
        }

        private RunningUsage randomJob() {
            var from = chance(60) ? 0 : upTo(length / 2);
            return new RunningUsage(
                    pick(List.of("north", "north", "north", "south")),
                    chance(5) ? Pool.DEDICATED : Pool.PUBLIC,
                    "v100",
                    pick(ACTIVITIES),
                    1L + upTo(pick(List.of(2, 6))),
                    at(from),
                    chance(60) ? null : at(from + 1 + upTo(length)));
        }

        private RemainingLevel randomLevel() {
            var some = new HashSet<Long>();
            packages.stream()
                    .filter(one -> chance(60))
                    .forEach(one -> some.add(one.terms().id()));
            return new RemainingLevel(some, upTo(pick(List.of(5, length, 3 * length))));
        }

        private int upTo(int most) {
            return random.nextInt(most + 1);
        }

        private boolean chance(int chance) {
            return random.nextInt(100) < chance;
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private static Instant at(int second) {
            return Instant.ofEpochSecond(FEBRUARY + second);
        }

        @Override
        public String toString() {
            var lines = new ArrayList<String>();
            packages.forEach(one -> lines.add(one.toString()));
            jobs.forEach(one -> lines.add(one.toString()));
            levels.forEach(one -> lines.add(one.toString()));
            return String.join(System.lineSeparator(), lines) + System.lineSeparator() + "settled in second "
                    + secondOfHour + ", months of " + zone;
        }
    }
}
