package io.drawdown.usage;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.forecast.Depletion;
import io.drawdown.quota.forecast.DepletionForecast;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.Seeds;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.RunScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What is forecast comes true if one simply waits. {@code -Ddrawdown.seed=<n>} plays one account only,
 * {@code -Ddrawdown.seeds.from=<n>} and {@code -Ddrawdown.seeds.count=<n>} play others or more.
 */
@DrawdownTest
@Tag("dialect")
@Tag("model")
class ForecastAccuracyTest {

    private static final long FIRST_SEED = Long.getLong("drawdown.seeds.from", 1);
    private static final long SEEDS = Seeds.count(30);
    private static final Long ONLY_SEED = Long.getLong("drawdown.seed");
    private static final Duration MAX_WAIT = Duration.ofDays(3);

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    Forecasts forecasts;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Test
    void depletesWhenThePresentRateForecastSays() {
        if (ONLY_SEED != null) {
            play(ONLY_SEED);
            return;
        }
        var met = new TreeSet<String>();
        LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS).forEach(seed -> met.addAll(play(seed)));
        assertThat(met)
                .as("what the accounts met")
                .contains(
                        "package used up",
                        "package lapsed",
                        "kind used up",
                        "kind lapsed",
                        "package that became effective later",
                        "job that stopped",
                        "several jobs");
    }

    @Test
    void depletesWhenTheWeeklyForecastSaysIfUsageContinues() {
        var met = new TreeSet<String>();
        LongStream.range(FIRST_SEED, FIRST_SEED + Math.ceilDiv(SEEDS, 3))
                .forEach(seed -> met.addAll(play(seed, RandomAccount::playWeek)));
        assertThat(met).as("what the accounts met").contains("package used up", "kind used up");
    }

    private Set<String> play(long seed) {
        return play(seed, RandomAccount::play);
    }

    private Set<String> play(long seed, Consumer<RandomAccount> how) {
        var account = new RandomAccount(seed);
        try {
            how.accept(account);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "Account %d went wrong; -Ddrawdown.seed=%d plays it again.%n%s%n%s"
                            .formatted(
                                    seed, seed, String.join(System.lineSeparator(), account.log), failure.getMessage()),
                    failure);
        }
        return account.met;
    }

    private final class RandomAccount {

        private static final List<Activity> ACTIVITIES =
                List.of(Activity.TRAINING, Activity.DEVELOPMENT, Activity.DEPLOYMENT);

        private final SplittableRandom random;
        private final RunScenario scenario = stories.getObject();
        private final List<String> packages = new ArrayList<>();
        private final Set<PackageKind> kinds = new HashSet<>();
        private final List<String> log = new ArrayList<>();
        private final Set<String> met = new HashSet<>();

        /** What is forecast to end, and how one sees whether anything is left of it. */
        private record Expected(String what, Depletion ending, List<String> packages) {}

        RandomAccount(long seed) {
            random = new SplittableRandom(seed);
        }

        void play() {
            for (var number = 1 + random.nextInt(4); number > 0; number--) {
                buy();
            }
            for (var number = 1 + random.nextInt(3); number > 0; number--) {
                start("job-" + number);
            }
            scenario.advance(Duration.ofSeconds(random.nextInt(2) * random.nextInt(1, 3000)));
            var now = clock.instant();
            var expected = expected(DepletionForecast::atCurrentRate);
            expected.forEach(one -> log.add(one.toString()));
            expected.stream()
                    .filter(one -> one.ending().at().isBefore(now.plus(MAX_WAIT)))
                    .collect(Collectors.groupingBy(one -> one.ending().at(), TreeMap::new, Collectors.toList()))
                    .forEach(this::waitFor);
        }

        /** Reports the same every hour, before and after one looks ahead. */
        void playWeek() {
            var burning = ACTIVITIES.stream()
                    .filter(activity -> activity == Activity.TRAINING || random.nextBoolean())
                    .collect(Collectors.toMap(activity -> activity, activity -> 1L + random.nextInt(6)));
            log.add(burning.toString());
            for (var hour = 24 + random.nextInt(200); hour > 0; hour--) {
                report(burning, START.minus(Duration.ofHours(hour)));
            }
            for (var number = 1 + random.nextInt(4); number > 0; number--) {
                buy();
            }
            var expected = expected(depletionForecast -> {
                var week = depletionForecast.atTrailingWeekRate();
                if (week != null) {
                    assertThat(List.of(week.earliest(), week.latest()))
                            .as("the same every hour")
                            .containsOnly(week.likely());
                }
                return week == null ? null : week.likely();
            });
            expected.forEach(one -> log.add(one.toString()));
            for (var hour = START; hour.isBefore(START.plus(MAX_WAIT)); hour = hour.plus(Duration.ofHours(1))) {
                var then = hour.plus(Duration.ofHours(1));
                advanceTo(then);
                report(burning, hour);
                for (var one : expected) {
                    if (!then.isAfter(one.ending().at().minus(Duration.ofHours(1)))) {
                        if (hasEffectivePackage(one, then)) {
                            assertThat(remaining(one)).as("before: %s", one).isPositive();
                        }
                    } else if (!hour.isBefore(one.ending().at()) && hasNoPackageBecomingEffective(one, then)) {
                        assertThat(remaining(one)).as("then: %s", one).isZero();
                        met.add(one.what() + (one.ending().usedUp() ? " used up" : " lapsed"));
                    }
                }
            }
        }

        /** Whether one of the packages has become effective. Until then nothing of them counts as remaining. */
        private boolean hasEffectivePackage(Expected expected, Instant by) {
            return expected.packages().stream()
                    .map(scenario::get)
                    .anyMatch(one -> !one.effectiveAt().isAfter(by));
        }

        /** Whether nothing new has come since it ended, or was about to. */
        private boolean hasNoPackageBecomingEffective(Expected expected, Instant by) {
            var end = expected.ending().at().minus(Duration.ofHours(1));
            return expected.packages().stream()
                    .map(scenario::get)
                    .map(ResourcePackage::effectiveAt)
                    .noneMatch(effective -> effective.isAfter(end) && !effective.isAfter(by));
        }

        private void report(Map<Activity, Long> burning, Instant hour) {
            scenario.settle(burning.entrySet().stream()
                    .map(burn ->
                            scenario.recorded(burn.getValue(), hour, hour.plus(Duration.ofHours(1)), burn.getKey()))
                    .toArray(UsageEvent[]::new));
        }

        private void waitFor(Instant at, List<Expected> ending) {
            if (at.isAfter(clock.instant())) {
                advanceTo(at.minusSeconds(1));
                ending.forEach(one -> assertThat(remaining(one))
                        .as("a second before: %s", one)
                        .isPositive());
            }
            advanceTo(at);
            ending.forEach(one -> {
                assertThat(remaining(one)).as("then: %s", one).isZero();
                assertThat(hasLapsed(one))
                        .as("lapsed: %s", one)
                        .isEqualTo(!one.ending().usedUp());
                met.add(one.what() + (one.ending().usedUp() ? " used up" : " lapsed"));
            });
        }

        private List<Expected> expected(Function<DepletionForecast, @Nullable Depletion> ending) {
            var forecast = world.asSystem(() -> forecasts.forecast(scenario.account));
            var expected = new ArrayList<Expected>();
            for (var id : packages) {
                add(expected, "package", ending.apply(forecast.depletionOf(scenario.get(id))), List.of(id));
            }
            for (var packageKind : kinds) {
                var ofKind = packages.stream()
                        .filter(id -> kindOf(scenario.get(id)).equals(packageKind))
                        .toList();
                add(expected, "kind", ending.apply(forecast.depletionOf(packageKind)), ofKind);
            }
            return expected;
        }

        private void add(List<Expected> expected, String what, @Nullable Depletion depletion, List<String> of) {
            if (depletion != null) {
                expected.add(new Expected(what, depletion, of));
            }
        }

        private long remaining(Expected expected) {
            return expected.packages().stream()
                    .map(scenario::get)
                    .filter(one -> one.status() == PackageStatus.IN_EFFECT || one.status() == PackageStatus.USED_UP)
                    .mapToLong(ResourcePackage::remainingNodeSeconds)
                    .sum();
        }

        private boolean hasLapsed(Expected expected) {
            return expected.packages().stream()
                    .map(scenario::get)
                    .anyMatch(one -> one.expiresAt().equals(expected.ending().at()) && one.remainingNodeSeconds() > 0);
        }

        private void advanceTo(Instant instant) {
            var from = clock.instant();
            if (instant.isAfter(from)) {
                scenario.advance(Duration.between(from, instant));
            }
        }

        private void buy() {
            var activities = random.nextInt(3) == 0
                    ? new Activity[0]
                    : new Activity[] {ACTIVITIES.get(random.nextInt(3)), ACTIVITIES.get(random.nextInt(3))};
            var effective = switch (random.nextInt(5)) {
                case 0 -> START.plusSeconds(random.nextInt(8 * 3600));
                case 1 -> START.minus(Duration.ofDays(365 - random.nextInt(2)));
                default -> null;
            };
            if (activities.length == 2 && activities[0] == activities[1]) {
                activities = new Activity[] {activities[0]};
            }
            var id = scenario.buy(1 + random.nextInt(random.nextBoolean() ? 3 : 200), effective, activities);
            var one = scenario.get(id);
            packages.add(id);
            kinds.add(kindOf(one));
            log.add(one.toString());
            if (one.status() == PackageStatus.NOT_EFFECTIVE) {
                met.add("package that became effective later");
            }
        }

        private void start(String job) {
            var start = scenario.started(job, 1 + random.nextInt(6), START, ACTIVITIES.get(random.nextInt(3)));
            log.add(start.toString());
            scenario.settle(start);
            if (random.nextInt(4) == 0) {
                var stop = scenario.stopped(job, START.plusSeconds(random.nextInt(300)));
                log.add(stop.toString());
                scenario.settle(stop);
                met.add("job that stopped");
            } else if (log.stream().filter(line -> line.startsWith("Started")).count() > 1) {
                met.add("several jobs");
            }
        }

        private static PackageKind kindOf(ResourcePackage one) {
            return new PackageKind(one.region(), one.specification(), one.activities());
        }
    }
}
