package io.drawdown.quota;

import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.engine.Burn;
import io.drawdown.quota.engine.Cadence;
import io.drawdown.quota.engine.Forward;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an account's packages if what ran in the last week goes on: at the mean of its whole hours, and between the
 * 90th and the 10th percentile of what ran in an hour, each activity with the share that it had.
 */
final class TrailingWeek {

    private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();
    private static final int LEAST_HOURS = 24;
    private static final int LOW = 1;
    private static final int HIGH = 9;
    private static final int TENTHS = 10;
    private static final BigInteger MOST = BigInteger.TWO.pow(61);
    private static final long FINE = 1000;
    private static final Cadence ANY_CADENCE = new Cadence(0, ZoneOffset.UTC);

    private final Set<Place> known = new HashSet<>();
    private final Endings earliest;
    private final Endings likely;
    private final Endings latest;

    private record Place(String region, String specification) {}

    /** A burn of node-seconds an hour, as a fraction. */
    private record Pace(BigInteger nodeSeconds, long hours) {

        static Pace faster(Pace one, Pace other) {
            var here = one.nodeSeconds.multiply(BigInteger.valueOf(other.hours));
            return here.compareTo(other.nodeSeconds.multiply(BigInteger.valueOf(one.hours))) < 0 ? other : one;
        }
    }

    /** What ran in each of some whole hours that the same packages can give to. */
    private record Burned(Map<Activity, BigInteger> byActivity, List<BigInteger> byHour) {

        static Burned of(Map<Activity, long[]> nodeSeconds, Set<Activity> activities, int hours) {
            var byActivity = new EnumMap<Activity, BigInteger>(Activity.class);
            var byHour = new ArrayList<>(Collections.nCopies(hours, BigInteger.ZERO));
            for (var activity : activities) {
                var ofActivity = nodeSeconds.getOrDefault(activity, new long[hours]);
                for (var hour = 0; hour < hours; hour++) {
                    if (ofActivity[hour] > 0) {
                        var burned = BigInteger.valueOf(ofActivity[hour]);
                        byActivity.merge(activity, burned, BigInteger::add);
                        byHour.set(hour, byHour.get(hour).add(burned));
                    }
                }
            }
            return new Burned(byActivity, byHour);
        }

        BigInteger total() {
            return byHour.stream().reduce(BigInteger.ZERO, BigInteger::add);
        }

        Pace mean() {
            return new Pace(total(), byHour.size());
        }

        /** The 90th percentile, or the mean where few hours make that larger. */
        Pace fast() {
            return Pace.faster(percentile(HIGH), mean());
        }

        /** The 10th percentile, or the mean where that is smaller. */
        Pace slow() {
            var low = percentile(LOW);
            return Pace.faster(low, mean()).equals(low) ? mean() : low;
        }

        /** The value at this tenth of the hours in the order of what ran in them, between two hours by linear interpolation. */
        private Pace percentile(int tenth) {
            var sorted = byHour.stream().sorted().toList();
            var position = tenth * (sorted.size() - 1);
            var below = sorted.get(position / TENTHS);
            var above = sorted.get(Math.min(position / TENTHS + 1, sorted.size() - 1));
            return new Pace(
                    below.multiply(BigInteger.TEN)
                            .add(above.subtract(below).multiply(BigInteger.valueOf(position % TENTHS))),
                    TENTHS);
        }
    }

    /**
     * @param packages the account's packages with what remains of them now
     * @param history what it ran up to now
     */
    TrailingWeek(Instant now, Collection<Forward.Balance> packages, Collection<BurnHistory.Hourly> history) {
        var early = new ArrayList<Endings>();
        var mean = new ArrayList<Endings>();
        var late = new ArrayList<Endings>();
        for (var ran : history) {
            var hours = (int) Math.min(
                    BurnHistory.HOURS, Duration.between(ran.began(), now).toHours());
            if (hours < LEAST_HOURS) {
                continue;
            }
            known.add(new Place(ran.region(), ran.specification()));
            var there = packages.stream()
                    .filter(one -> one.terms().region().equals(ran.region())
                            && one.terms().specification().equals(ran.specification()))
                    .filter(one -> one.terms().expiresAt().isAfter(now))
                    .toList();
            for (var activities : shared(there)) {
                var burned = Burned.of(ran.nodeSeconds(), activities, hours);
                var drawn = there.stream()
                        .filter(one -> one.terms().activities().stream().anyMatch(burned.byActivity()::containsKey))
                        .toList();
                if (!drawn.isEmpty()) {
                    early.add(endings(now, drawn, burned, burned.fast()));
                    mean.add(endings(now, drawn, burned, burned.mean()));
                    late.add(endings(now, drawn, burned, burned.slow()));
                }
            }
        }
        earliest = Endings.together(now, early);
        likely = Endings.together(now, mean);
        latest = Endings.together(now, late);
    }

    /** Whether a specification has been used in a region for long enough. */
    boolean knows(String region, String specification) {
        return known.contains(new Place(region, specification));
    }

    /** What one asks of how packages end; null if nothing that they cover ran, or for not long enough. */
    RunsOut.@Nullable Range range(Function<Endings, @Nullable Ending> question) {
        var expected = question.apply(likely);
        var first = question.apply(earliest);
        var last = question.apply(latest);
        return expected == null || first == null || last == null ? null : new RunsOut.Range(first, expected, last);
    }

    /** The activities of packages, those together that packages share. */
    private static Collection<Set<Activity>> shared(List<Forward.Balance> packages) {
        var shared = new ArrayList<Set<Activity>>();
        for (var one : packages) {
            var together = EnumSet.copyOf(one.terms().activities());
            var overlapping = shared.stream()
                    .filter(others -> !Collections.disjoint(others, one.terms().activities()))
                    .toList();
            overlapping.forEach(together::addAll);
            shared.removeAll(overlapping);
            shared.add(together);
        }
        return shared;
    }

    /**
     * Runs the packages forward. Forward counts whole nodes, so that packages and burn are multiplied by a number that makes
     * them whole, as far as it doesn't overflow.
     */
    private static Endings endings(Instant now, List<Forward.Balance> packages, Burned burned, Pace pace) {
        var factor = BigInteger.valueOf(factor(now, packages, pace));
        var burns = new ArrayList<Burn>();
        var place = packages.getFirst().terms();
        burned.byActivity().forEach((activity, nodeSeconds) -> {
            var nodes = rounded(
                    pace.nodeSeconds().multiply(nodeSeconds).multiply(factor),
                    burned.total().multiply(BigInteger.valueOf(pace.hours() * SECONDS_PER_HOUR)));
            if (nodes.signum() > 0) {
                burns.add(new Burn(
                        place.region(),
                        Pool.PUBLIC,
                        place.specification(),
                        activity,
                        nodes.longValueExact(),
                        now,
                        null));
            }
        });
        var scaled = packages.stream()
                .map(one ->
                        new Forward.Balance(one.terms(), Math.multiplyExact(one.remaining(), factor.longValueExact())))
                .toList();
        return Endings.of(
                packages.stream().map(Forward.Balance::terms).toList(),
                new Forward(now, scaled, burns, List.of(), ANY_CADENCE));
    }

    private static long factor(Instant now, List<Forward.Balance> packages, Pace pace) {
        var exact = pace.hours() * SECONDS_PER_HOUR;
        var remaining = packages.stream()
                .map(one -> BigInteger.valueOf(one.remaining()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        var horizon = packages.stream()
                .mapToLong(one -> Duration.between(now, one.terms().expiresAt()).toSeconds())
                .max()
                .orElseThrow();
        var burn = pace.nodeSeconds().multiply(BigInteger.valueOf(horizon)).divide(BigInteger.valueOf(exact));
        var most = MOST.divide(remaining.max(burn).max(BigInteger.ONE))
                .min(BigInteger.valueOf(exact * FINE))
                .longValueExact();
        return most < exact ? Math.max(1, most) : most - most % exact;
    }

    private static BigInteger rounded(BigInteger dividend, BigInteger divisor) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }
}
