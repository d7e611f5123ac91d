package io.drawdown.quota.engine;

import io.drawdown.base.NodeSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account run forward in time: its jobs run on, and nothing else comes. It knows the instants at which they are settled
 * (R16), which are computed from the nodes that run, and what remains of the packages then. Between two such instants each job
 * draws from one package only; in the second in which one is exhausted, {@link DrawDown} settles the jobs in their order.
 */
public final class Forward {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final long NEVER = Duration.ofDays(400 * 365).toSeconds();

    private final List<Terms> inOrder;
    private final Map<Long, Long> totals;
    private final Map<Long, Long> remaining;
    private final Map<Long, Instant> exhaustedAt = new HashMap<>();
    private final List<Burn> burns;
    private final long[] uncovered;
    private final Collection<Level> levels;
    private final int secondOfHour;
    private Instant at;

    /** A package with what remains of it, in node-seconds. */
    public record Balance(Terms terms, long total, long remaining) {}

    /**
     * @param at up to when the jobs are settled, or as far as they run only later
     * @param burns the jobs, in the order in which they are settled (R16)
     * @param levels what is watched
     * @param secondOfHour the second of each hour at which the account's jobs are settled at the latest
     */
    public Forward(Instant at, Collection<Balance> packages, List<Burn> burns, Collection<Level> levels, int secondOfHour) {
        this.at = at;
        this.burns = burns;
        this.levels = levels;
        this.secondOfHour = secondOfHour;
        this.uncovered = new long[burns.size()];
        this.totals = new HashMap<>();
        this.remaining = new HashMap<>();
        packages.forEach(one -> {
            totals.put(one.terms().id(), one.total());
            remaining.put(one.terms().id(), one.remaining());
        });
        this.inOrder = packages.stream()
                .map(Balance::terms)
                .filter(terms -> burns.stream().anyMatch(burn -> terms.matches(burn.between(at, at))))
                .sorted(Terms.ORDER)
                .toList();
    }

    /** The next instant at which the jobs are to be settled; none if nothing runs or will. */
    public Optional<Instant> next() {
        var rates = rates();
        if (burns.stream().noneMatch(burn -> burn.runsAt(at) || burn.from().isAfter(at))) {
            return Optional.empty();
        }
        return Stream.concat(turns(rates), Stream.of(nextHour(at))).min(Instant::compareTo);
    }

    /** Lets the time pass. */
    public void moveTo(Instant to) {
        while (at.isBefore(to)) {
            var rates = rates();
            var exhausted = exhaustion(rates);
            var turn = Stream.concat(turns(rates), Stream.of(to)).min(Instant::compareTo).orElse(to);
            if (turn.equals(exhausted)) {
                drain(rates, lastHour(at, turn));
                settle(turn);
            } else {
                drain(rates, turn);
            }
        }
    }

    /** Where it is. */
    public Instant at() {
        return at;
    }

    /** What remains of a package, in node-seconds. */
    public long remaining(long packageId) {
        return remaining.get(packageId);
    }

    /** When the last of a package was taken on the way, if it was. */
    public Optional<Instant> exhaustedAt(long packageId) {
        return Optional.ofNullable(exhaustedAt.get(packageId));
    }

    /** The package that gives to the job at this place of the list from where it is on; none while it doesn't run, or is uncovered. */
    public Optional<Long> giving(int burn) {
        return burns.get(burn).runsAt(at) ? giving(burns.get(burn)) : Optional.empty();
    }

    /** What no package could give to the job at this place of the list on the way, in node-seconds. */
    public long uncovered(int burn) {
        return uncovered[burn];
    }

    /** When, at the earliest, the next thing happens that isn't the hour: from then on other packages give. */
    private Stream<Instant> turns(Map<Long, Long> rates) {
        var turns = new ArrayList<Instant>();
        inOrder.forEach(terms -> {
            turns.add(terms.effectiveAt());
            turns.add(terms.expiresAt());
        });
        burns.forEach(burn -> {
            turns.add(burn.from());
            if (burn.until() != null) {
                turns.add(burn.until());
            }
        });
        levels.forEach(level -> {
            var reached = reached(level, rates);
            if (reached != null) {
                turns.add(reached);
            }
        });
        var exhausted = exhaustion(rates);
        if (exhausted != null) {
            turns.add(exhausted);
        }
        return turns.stream().filter(turn -> turn.isAfter(at));
    }

    /** The nodes that draw from each package now. */
    private Map<Long, Long> rates() {
        var rates = new HashMap<Long, Long>();
        for (var burn : burns) {
            if (burn.runsAt(at)) {
                giving(burn).ifPresent(giving -> rates.merge(giving, burn.nodes(), Math::addExact));
            }
        }
        return rates;
    }

    /** The package that gives to a job now. */
    private Optional<Long> giving(Burn burn) {
        var now = burn.between(at, at);
        for (var terms : inOrder) {
            if (remaining.get(terms.id()) > 0 && !terms.effectiveAt().isAfter(at) && terms.expiresAt().isAfter(at) && terms.matches(now)) {
                return Optional.of(terms.id());
            }
        }
        return Optional.empty();
    }

    private @Nullable Instant exhaustion(Map<Long, Long> rates) {
        return rates.entrySet().stream()
                .mapToLong(rate -> Math.ceilDiv(remaining.get(rate.getKey()), rate.getValue()))
                .min()
                .stream()
                .mapToObj(this::in)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant reached(Level level, Map<Long, Long> rates) {
        var left = 0L;
        var rate = 0L;
        for (var id : level.packages()) {
            left = Math.addExact(left, remaining.getOrDefault(id, 0L));
            rate = Math.addExact(rate, rates.getOrDefault(id, 0L));
        }
        return rate == 0 || left <= level.nodeSeconds() ? null : in(Math.ceilDiv(left - level.nodeSeconds(), rate));
    }

    private Instant in(long seconds) {
        return at.plusSeconds(Math.min(seconds, NEVER));
    }

    private void drain(Map<Long, Long> rates, Instant to) {
        var seconds = to.getEpochSecond() - at.getEpochSecond();
        rates.forEach((id, rate) -> remaining.merge(id, -Math.multiplyExact(rate, seconds), Math::addExact));
        for (var index = 0; index < burns.size(); index++) {
            var burn = burns.get(index);
            if (burn.runsAt(at) && giving(burn).isEmpty()) {
                uncovered[index] = Math.addExact(uncovered[index], NodeSeconds.of(burn.nodes(), at, to));
            }
        }
        at = to;
    }

    private void settle(Instant to) {
        var drawDown = new DrawDown();
        inOrder.forEach(terms -> drawDown.add(terms, totals.get(terms.id()), remaining.get(terms.id())));
        for (var index = 0; index < burns.size(); index++) {
            for (var open : drawDown.settle(burns.get(index).between(at, to)).uncovered()) {
                uncovered[index] = Math.addExact(uncovered[index], open.nodeSeconds());
            }
        }
        for (var terms : inOrder) {
            var left = drawDown.remaining(terms.id());
            if (left == 0 && remaining.put(terms.id(), left) > 0) {
                exhaustedAt.put(terms.id(), to);
            }
            remaining.put(terms.id(), left);
        }
        at = to;
    }

    private Instant nextHour(Instant instant) {
        return instant.plusSeconds(HOUR - Math.floorMod(instant.getEpochSecond() - secondOfHour, HOUR));
    }

    /** The last hour before an instant, or where it is if that is later. */
    private Instant lastHour(Instant from, Instant to) {
        var hour = nextHour(to.minusSeconds(1)).minusSeconds(HOUR);
        return hour.isAfter(from) ? hour : from;
    }
}
