package io.drawdown.quota.forecast;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.engine.RunningUsage;
import io.drawdown.quota.engine.SettlementSchedule;
import io.drawdown.quota.spi.BurnHistory;
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
 * The forecast for an account's packages if the usage of the last week continues. It uses the mean of the whole hours
 * for the likely depletion, and the 90th and 10th percentiles for the range. Each activity keeps its share of the
 * usage.
 */
public final class TrailingWeekForecast {

    private static final long SECONDS_PER_HOUR = Duration.ofHours(1).toSeconds();
    private static final int MIN_HOURS = 24;
    private static final int LOW_TENTH = 1;
    private static final int HIGH_TENTH = 9;
    private static final int TENTHS = 10;
    private static final BigInteger MAX_SCALED_NODE_SECONDS = BigInteger.TWO.pow(61);
    private static final long SCALE_PRECISION = 1000;
    private static final SettlementSchedule ANY_SCHEDULE = new SettlementSchedule(0, ZoneOffset.UTC);

    private final Set<UsedSpecification> withEnoughHistory = new HashSet<>();
    private final DepletionTimes earliest;
    private final DepletionTimes likely;
    private final DepletionTimes latest;

    private record UsedSpecification(String region, String specification) {}

    /** A burn rate in node-seconds per hour, as a fraction. */
    private record BurnRate(BigInteger nodeSeconds, long hours) {

        static BurnRate faster(BurnRate one, BurnRate other) {
            var here = one.nodeSeconds.multiply(BigInteger.valueOf(other.hours));
            return here.compareTo(other.nodeSeconds.multiply(BigInteger.valueOf(one.hours))) < 0 ? other : one;
        }
    }

    /** The hourly usage that the same packages can cover. */
    private record WeekUsage(Map<Activity, BigInteger> nodeSecondsByActivity, List<BigInteger> nodeSecondsByHour) {

        static WeekUsage of(Map<Activity, long[]> nodeSeconds, Set<Activity> activities, int hours) {
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
            return new WeekUsage(byActivity, byHour);
        }

        BigInteger totalNodeSeconds() {
            return nodeSecondsByHour.stream().reduce(BigInteger.ZERO, BigInteger::add);
        }

        BurnRate meanRate() {
            return new BurnRate(totalNodeSeconds(), nodeSecondsByHour.size());
        }

        /** Returns the 90th percentile, or the mean if few hours make that larger. */
        BurnRate highRate() {
            return BurnRate.faster(percentileRate(HIGH_TENTH), meanRate());
        }

        /** Returns the 10th percentile, or the mean if that is smaller. */
        BurnRate lowRate() {
            var low = percentileRate(LOW_TENTH);
            return BurnRate.faster(low, meanRate()).equals(low) ? meanRate() : low;
        }

        /** Returns a percentile, in tenths, of the hourly usage, interpolated linearly between two hours. */
        private BurnRate percentileRate(int tenth) {
            var sorted = nodeSecondsByHour.stream().sorted().toList();
            var position = tenth * (sorted.size() - 1);
            var below = sorted.get(position / TENTHS);
            var above = sorted.get(Math.min(position / TENTHS + 1, sorted.size() - 1));
            return new BurnRate(
                    below.multiply(BigInteger.TEN)
                            .add(above.subtract(below).multiply(BigInteger.valueOf(position % TENTHS))),
                    TENTHS);
        }
    }

    /**
     * Creates a forecast.
     *
     * @param packages the account's packages with their live balances
     * @param history the account's usage up to now
     */
    public TrailingWeekForecast(
            Instant now, Collection<RunProjection.Balance> packages, Collection<BurnHistory.HourlyBurn> history) {
        var early = new ArrayList<DepletionTimes>();
        var mean = new ArrayList<DepletionTimes>();
        var late = new ArrayList<DepletionTimes>();
        for (var ran : history) {
            var hours = (int) Math.min(
                    BurnHistory.HOURS_BACK,
                    Duration.between(ran.firstUsedAt(), now).toHours());
            if (hours < MIN_HOURS) {
                continue;
            }
            withEnoughHistory.add(new UsedSpecification(ran.region(), ran.specification()));
            var there = packages.stream()
                    .filter(one -> one.terms().region().equals(ran.region())
                            && one.terms().specification().equals(ran.specification()))
                    .filter(one -> one.terms().expiresAt().isAfter(now))
                    .toList();
            for (var activities : groupBySharedActivities(there)) {
                var weekUsage = WeekUsage.of(ran.nodeSecondsByActivity(), activities, hours);
                var drawn = there.stream()
                        .filter(one -> one.terms().activities().stream()
                                .anyMatch(weekUsage.nodeSecondsByActivity()::containsKey))
                        .toList();
                if (!drawn.isEmpty()) {
                    early.add(projectDepletion(now, drawn, weekUsage, weekUsage.highRate()));
                    mean.add(projectDepletion(now, drawn, weekUsage, weekUsage.meanRate()));
                    late.add(projectDepletion(now, drawn, weekUsage, weekUsage.lowRate()));
                }
            }
        }
        earliest = DepletionTimes.merge(now, early);
        likely = DepletionTimes.merge(now, mean);
        latest = DepletionTimes.merge(now, late);
    }

    /** Returns whether a specification has been used in a region for long enough. */
    boolean hasEnoughHistory(String region, String specification) {
        return withEnoughHistory.contains(new UsedSpecification(region, specification));
    }

    /**
     * Answers a question about depletion at the three rates; null if the packages have no usage or too little
     * history.
     */
    DepletionForecast.@Nullable Range range(Function<DepletionTimes, @Nullable Depletion> question) {
        var expected = question.apply(likely);
        var first = question.apply(earliest);
        var last = question.apply(latest);
        return expected == null || first == null || last == null
                ? null
                : new DepletionForecast.Range(first, expected, last);
    }

    /** Groups the activities that packages share. */
    private static Collection<Set<Activity>> groupBySharedActivities(List<RunProjection.Balance> packages) {
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
     * Projects the packages. The projection counts whole nodes, so packages and burn are multiplied by a number that
     * makes them whole, as far as it doesn't overflow.
     */
    private static DepletionTimes projectDepletion(
            Instant now, List<RunProjection.Balance> packages, WeekUsage weekUsage, BurnRate burnRate) {
        var factor = BigInteger.valueOf(scaleFactor(now, packages, burnRate));
        var burns = new ArrayList<RunningUsage>();
        var place = packages.getFirst().terms();
        weekUsage.nodeSecondsByActivity().forEach((activity, nodeSeconds) -> {
            var nodes = divideHalfEven(
                    burnRate.nodeSeconds().multiply(nodeSeconds).multiply(factor),
                    weekUsage.totalNodeSeconds().multiply(BigInteger.valueOf(burnRate.hours() * SECONDS_PER_HOUR)));
            if (nodes.signum() > 0) {
                burns.add(new RunningUsage(
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
                .map(one -> new RunProjection.Balance(
                        one.terms(), Math.multiplyExact(one.remainingNodeSeconds(), factor.longValueExact())))
                .toList();
        return DepletionTimes.project(
                packages.stream().map(RunProjection.Balance::terms).toList(),
                new RunProjection(now, scaled, burns, List.of(), ANY_SCHEDULE));
    }

    private static long scaleFactor(Instant now, List<RunProjection.Balance> packages, BurnRate burnRate) {
        var exact = burnRate.hours() * SECONDS_PER_HOUR;
        var remaining = packages.stream()
                .map(one -> BigInteger.valueOf(one.remainingNodeSeconds()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        var horizon = packages.stream()
                .mapToLong(one -> Duration.between(now, one.terms().expiresAt()).toSeconds())
                .max()
                .orElseThrow();
        var burn = burnRate.nodeSeconds().multiply(BigInteger.valueOf(horizon)).divide(BigInteger.valueOf(exact));
        var most = MAX_SCALED_NODE_SECONDS
                .divide(remaining.max(burn).max(BigInteger.ONE))
                .min(BigInteger.valueOf(exact * SCALE_PRECISION))
                .longValueExact();
        return most < exact ? Math.max(1, most) : most - most % exact;
    }

    private static BigInteger divideHalfEven(BigInteger dividend, BigInteger divisor) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }
}
