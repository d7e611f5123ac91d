package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.Seeds;
import io.drawdown.TestClock;
import io.drawdown.catalog.Activity;
import io.drawdown.quota.Ending;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Kind;
import io.drawdown.quota.PackageStatus;
import io.drawdown.quota.ResourcePackage;
import io.drawdown.quota.RunsOut;
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
@Tag("model")
class ForecastsAgainstWaitingTest {

    private static final long FROM = Long.getLong("drawdown.seeds.from", 1);
    private static final long COUNT = Seeds.count(30);
    private static final Long ONLY = Long.getLong("drawdown.seed");
    private static final Duration PATIENCE = Duration.ofDays(3);

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Forecasts forecasts;

    @Autowired
    Fixture fixture;

    @Autowired
    TestClock clock;

    @Test
    void whatIsForecastComesTrue() {
        if (ONLY != null) {
            play(ONLY);
            return;
        }
        var met = new TreeSet<String>();
        LongStream.range(FROM, FROM + COUNT).forEach(seed -> met.addAll(play(seed)));
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
    void whatIsForecastOfTheWeekComesTrueIfItGoesOn() {
        var met = new TreeSet<String>();
        LongStream.range(FROM, FROM + Math.ceilDiv(COUNT, 3))
                .forEach(seed -> met.addAll(play(seed, RandomAccount::goOn)));
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
                                    seed,
                                    seed,
                                    String.join(System.lineSeparator(), account.told),
                                    failure.getMessage()),
                    failure);
        }
        return account.met;
    }

    private final class RandomAccount {

        private static final List<Activity> ACTIVITIES =
                List.of(Activity.TRAINING, Activity.DEVELOPMENT, Activity.DEPLOYMENT);

        private final SplittableRandom random;
        private final RunStory story = stories.getObject();
        private final List<String> packages = new ArrayList<>();
        private final Set<Kind> kinds = new HashSet<>();
        private final List<String> told = new ArrayList<>();
        private final Set<String> met = new HashSet<>();

        /** What is forecast to end, and how one sees whether anything is left of it. */
        private record Expected(String what, Ending ending, List<String> packages) {}

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
            story.pass(Duration.ofSeconds(random.nextInt(2) * random.nextInt(1, 3000)));
            var now = clock.instant();
            var expected = expected(RunsOut::atPresentBurn);
            expected.forEach(one -> told.add(one.toString()));
            expected.stream()
                    .filter(one -> one.ending().at().isBefore(now.plus(PATIENCE)))
                    .collect(Collectors.groupingBy(one -> one.ending().at(), TreeMap::new, Collectors.toList()))
                    .forEach(this::waitFor);
        }

        /** Reports the same every hour, before and after one looks ahead. */
        void goOn() {
            var burning = ACTIVITIES.stream()
                    .filter(activity -> activity == Activity.TRAINING || random.nextBoolean())
                    .collect(Collectors.toMap(activity -> activity, activity -> 1L + random.nextInt(6)));
            told.add(burning.toString());
            for (var hour = 24 + random.nextInt(200); hour > 0; hour--) {
                report(burning, START.minus(Duration.ofHours(hour)));
            }
            for (var number = 1 + random.nextInt(4); number > 0; number--) {
                buy();
            }
            var expected = expected(runsOut -> {
                var week = runsOut.atTrailingWeek();
                if (week != null) {
                    assertThat(List.of(week.earliest(), week.latest()))
                            .as("the same every hour")
                            .containsOnly(week.likely());
                }
                return week == null ? null : week.likely();
            });
            expected.forEach(one -> told.add(one.toString()));
            for (var hour = START; hour.isBefore(START.plus(PATIENCE)); hour = hour.plus(Duration.ofHours(1))) {
                var then = hour.plus(Duration.ofHours(1));
                passTo(then);
                report(burning, hour);
                for (var one : expected) {
                    if (!then.isAfter(one.ending().at().minus(Duration.ofHours(1)))) {
                        assertThat(left(one)).as("before: %s", one).isPositive();
                    } else if (!hour.isBefore(one.ending().at()) && beginsNone(one, then)) {
                        assertThat(left(one)).as("then: %s", one).isZero();
                        met.add(one.what() + (one.ending().usedUp() ? " used up" : " lapsed"));
                    }
                }
            }
        }

        /** Whether nothing new has come since it ended, or was about to. */
        private boolean beginsNone(Expected expected, Instant by) {
            var end = expected.ending().at().minus(Duration.ofHours(1));
            return expected.packages().stream()
                    .map(story::get)
                    .map(ResourcePackage::effectiveAt)
                    .noneMatch(effective -> effective.isAfter(end) && !effective.isAfter(by));
        }

        private void report(Map<Activity, Long> burning, Instant hour) {
            story.settle(burning.entrySet().stream()
                    .map(burn -> story.recorded(burn.getValue(), hour, hour.plus(Duration.ofHours(1)), burn.getKey()))
                    .toArray(UsageEvent[]::new));
        }

        private void waitFor(Instant at, List<Expected> ending) {
            if (at.isAfter(clock.instant())) {
                passTo(at.minusSeconds(1));
                ending.forEach(one ->
                        assertThat(left(one)).as("a second before: %s", one).isPositive());
            }
            passTo(at);
            ending.forEach(one -> {
                assertThat(left(one)).as("then: %s", one).isZero();
                assertThat(lapsed(one))
                        .as("lapsed: %s", one)
                        .isEqualTo(!one.ending().usedUp());
                met.add(one.what() + (one.ending().usedUp() ? " used up" : " lapsed"));
            });
        }

        private List<Expected> expected(Function<RunsOut, @Nullable Ending> ending) {
            var forecast = fixture.asSystem(() -> forecasts.of(story.account));
            var expected = new ArrayList<Expected>();
            for (var id : packages) {
                add(expected, "package", ending.apply(forecast.of(story.get(id))), List.of(id));
            }
            for (var kind : kinds) {
                var ofKind = packages.stream()
                        .filter(id -> kindOf(story.get(id)).equals(kind))
                        .toList();
                add(expected, "kind", ending.apply(forecast.of(kind)), ofKind);
            }
            return expected;
        }

        private void add(List<Expected> expected, String what, @Nullable Ending ending, List<String> of) {
            if (ending != null) {
                expected.add(new Expected(what, ending, of));
            }
        }

        private long left(Expected expected) {
            return expected.packages().stream()
                    .map(story::get)
                    .filter(one -> one.status() == PackageStatus.IN_EFFECT || one.status() == PackageStatus.USED_UP)
                    .mapToLong(ResourcePackage::remainingNodeSeconds)
                    .sum();
        }

        private boolean lapsed(Expected expected) {
            return expected.packages().stream()
                    .map(story::get)
                    .anyMatch(one -> one.expiresAt().equals(expected.ending().at()) && one.remainingNodeSeconds() > 0);
        }

        private void passTo(Instant instant) {
            var from = clock.instant();
            if (instant.isAfter(from)) {
                story.pass(Duration.between(from, instant));
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
            var id = story.buy(1 + random.nextInt(random.nextBoolean() ? 3 : 200), effective, activities);
            var one = story.get(id);
            packages.add(id);
            kinds.add(kindOf(one));
            told.add(one.toString());
            if (one.status() == PackageStatus.NOT_EFFECTIVE) {
                met.add("package that became effective later");
            }
        }

        private void start(String job) {
            var start = story.started(job, 1 + random.nextInt(6), START, ACTIVITIES.get(random.nextInt(3)));
            told.add(start.toString());
            story.settle(start);
            if (random.nextInt(4) == 0) {
                var stop = story.stopped(job, START.plusSeconds(random.nextInt(300)));
                told.add(stop.toString());
                story.settle(stop);
                met.add("job that stopped");
            } else if (told.stream().filter(line -> line.startsWith("Started")).count() > 1) {
                met.add("several jobs");
            }
        }

        private static Kind kindOf(ResourcePackage one) {
            return new Kind(one.region(), one.specification(), one.activities());
        }
    }
}
