package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Random packages and usage records of few kinds, whose starts and ends like to meet. */
final class RandomInputs {

    private static final int SECONDS = 60;
    private static final List<String> REGIONS = List.of("north", "north", "north", "north", "south", "west");
    private static final List<String> SPECIFICATIONS = List.of("v100", "v100", "v100", "p4");
    private static final List<Activity> ACTIVITIES =
            List.of(Activity.TRAINING, Activity.TRAINING, Activity.DEVELOPMENT, Activity.DEPLOYMENT);

    private final SplittableRandom random;
    private final List<Integer> commonSeconds;

    private record Span(Instant from, Instant to) {}

    RandomInputs(long seed) {
        random = new SplittableRandom(seed);
        commonSeconds = random.ints(4, 0, SECONDS + 1).boxed().toList();
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    boolean chance(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    void shuffle(List<?> all) {
        Collections.shuffle(all, random);
    }

    TestPackage randomPackage(long id) {
        var validity = randomSpan(1);
        var terms = new Terms(
                id,
                chance(20),
                pick(REGIONS),
                pick(SPECIFICATIONS),
                randomActivities(),
                validity.from(),
                validity.to(),
                Instant.ofEpochSecond(upTo(2)));
        return new TestPackage(terms, randomTotal());
    }

    /** What remains of a package that is new, or was used before. */
    long randomRemaining(TestPackage testPackage) {
        return chance(80) ? testPackage.totalNodeSeconds() : random.nextLong(testPackage.totalNodeSeconds() + 1);
    }

    Usage randomUsage() {
        var running = randomSpan(chance(50) ? 0 : 1);
        return new Usage(
                pick(REGIONS),
                chance(6) ? Pool.DEDICATED : Pool.PUBLIC,
                pick(SPECIFICATIONS),
                pick(ACTIVITIES),
                1 + upTo(3),
                running.from(),
                running.to());
    }

    private Set<Activity> randomActivities() {
        if (chance(40)) {
            return EnumSet.allOf(Activity.class);
        }
        var some = EnumSet.of(pick(ACTIVITIES));
        some.add(pick(List.of(Activity.values())));
        return some;
    }

    private long randomTotal() {
        return switch (upTo(9)) {
            case 0 -> Long.MAX_VALUE - 1 - upTo(2);
            case 1, 2, 3 -> 1 + upTo(4);
            case 4 -> upTo(1);
            default -> 1 + upTo(200);
        };
    }

    private Span randomSpan(int least) {
        var one = randomSecond();
        var other = randomSecond();
        var from = Math.min(one, other);
        return new Span(
                Instant.ofEpochSecond(from), Instant.ofEpochSecond(Math.max(from + least, Math.max(one, other))));
    }

    private int randomSecond() {
        return chance(20) ? upTo(SECONDS) : Math.max(0, pick(commonSeconds) + (chance(25) ? upTo(2) - 1 : 0));
    }
}
