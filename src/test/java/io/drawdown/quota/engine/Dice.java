package io.drawdown.quota.engine;

import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Random packages and usage records of few kinds, whose starts and ends like to meet. */
final class Dice {

    private static final int SECONDS = 60;
    private static final List<String> REGIONS = List.of("north", "north", "north", "north", "south", "west");
    private static final List<String> SPECIFICATIONS = List.of("v100", "v100", "v100", "p4");
    private static final List<Activity> ACTIVITIES =
            List.of(Activity.TRAINING, Activity.TRAINING, Activity.DEVELOPMENT, Activity.DEPLOYMENT);

    private final SplittableRandom random;
    private final List<Integer> marks;

    private record Span(Instant from, Instant to) {}

    Dice(long seed) {
        random = new SplittableRandom(seed);
        marks = random.ints(4, 0, SECONDS + 1).boxed().toList();
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    void shuffle(List<?> all) {
        Collections.shuffle(all, random);
    }

    Pack pack(long id) {
        var validity = span(1);
        var terms = new Terms(
                id,
                percent(20),
                oneOf(REGIONS),
                oneOf(SPECIFICATIONS),
                activities(),
                validity.from(),
                validity.to(),
                Instant.ofEpochSecond(upTo(2)));
        return new Pack(terms, total());
    }

    /** What remains of a package that is new, or was used before. */
    long remaining(Pack pack) {
        return percent(80) ? pack.total() : random.nextLong(pack.total() + 1);
    }

    Usage usage() {
        var running = span(percent(50) ? 0 : 1);
        return new Usage(
                oneOf(REGIONS),
                percent(6) ? Pool.DEDICATED : Pool.PUBLIC,
                oneOf(SPECIFICATIONS),
                oneOf(ACTIVITIES),
                1 + upTo(3),
                running.from(),
                running.to());
    }

    private Set<Activity> activities() {
        if (percent(40)) {
            return EnumSet.allOf(Activity.class);
        }
        var some = EnumSet.of(oneOf(ACTIVITIES));
        some.add(oneOf(List.of(Activity.values())));
        return some;
    }

    private long total() {
        return switch (upTo(9)) {
            case 0 -> Long.MAX_VALUE - 1 - upTo(2);
            case 1, 2, 3 -> 1 + upTo(4);
            case 4 -> upTo(1);
            default -> 1 + upTo(200);
        };
    }

    private Span span(int least) {
        var one = second();
        var other = second();
        var from = Math.min(one, other);
        return new Span(
                Instant.ofEpochSecond(from), Instant.ofEpochSecond(Math.max(from + least, Math.max(one, other))));
    }

    private int second() {
        return percent(20) ? upTo(SECONDS) : Math.max(0, oneOf(marks) + (percent(25) ? upTo(2) - 1 : 0));
    }
}
