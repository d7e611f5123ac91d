package io.drawdown.quota.engine;

import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One account run forward in time: its jobs run on, and nothing else comes. It knows the instants at which they are settled
 * (R16), which are computed from the nodes that run, and what remains of the packages then. Between two such instants each job
 * draws from one package only; in the second in which one is exhausted, the jobs are settled in their order (R9, R16).
 */
public final class Forward {

    private static final long NEVER = Duration.ofDays(400 * 365).toSeconds();

    private final List<Terms> inOrder;
    private final List<List<Terms>> matching;
    private final int[] placeOf;
    private final Map<Long, Long> remaining;
    private final Map<Long, Instant> exhaustedAt;
    private final List<Burn> burns;
    private final long[] uncovered;
    private final Collection<Level> levels;
    private final Cadence cadence;
    private Instant at;

    /** A package with what remains of it, in node-seconds. */
    public record Balance(Terms terms, long remaining) {}

    /** What jobs have in common that draw from the same packages. */
    private record Place(String region, Pool pool, String specification, Activity activity) {

        static Place of(Burn burn) {
            return new Place(burn.region(), burn.pool(), burn.specification(), burn.activity());
        }
    }

    /** Who gives now: to the jobs of each place, null where nobody does, and how many nodes draw from each package. */
    private record Giving(@Nullable Long[] toPlace, Map<Long, Long> nodes) {}

    /**
     * @param at up to when the jobs are settled, or as far as they run only later
     * @param burns the jobs, in the order in which they are settled (R16)
     * @param levels what is watched
     * @param cadence when the account's jobs are settled at the latest
     */
    public Forward(
            Instant at, Collection<Balance> packages, List<Burn> burns, Collection<Level> levels, Cadence cadence) {
        this.at = at;
        this.burns = burns;
        this.levels = levels;
        this.cadence = cadence;
        this.uncovered = new long[burns.size()];
        this.remaining = new HashMap<>();
        this.exhaustedAt = new HashMap<>();
        packages.forEach(one -> remaining.put(one.terms().id(), one.remaining()));
        var all = packages.stream().map(Balance::terms).sorted(Terms.ORDER).toList();
        var places =
                new ArrayList<>(burns.stream().map(Place::of).collect(Collectors.toCollection(LinkedHashSet::new)));
        var numbers = new HashMap<Place, Integer>();
        places.forEach(place -> numbers.put(place, numbers.size()));
        this.placeOf =
                burns.stream().mapToInt(burn -> numbers.get(Place.of(burn))).toArray();
        this.matching = places.stream()
                .map(place ->
                        new Usage(place.region(), place.pool(), place.specification(), place.activity(), 1, at, at))
                .map(usage -> all.stream().filter(terms -> terms.matches(usage)).toList())
                .toList();
        this.inOrder = all.stream()
                .filter(terms -> matching.stream().anyMatch(some -> some.contains(terms)))
                .toList();
    }

    private Forward(Forward other) {
        at = other.at;
        burns = other.burns;
        levels = other.levels;
        cadence = other.cadence;
        uncovered = other.uncovered.clone();
        remaining = new HashMap<>(other.remaining);
        exhaustedAt = new HashMap<>(other.exhaustedAt);
        placeOf = other.placeOf;
        matching = other.matching;
        inOrder = other.inOrder;
    }

    /** Another one, as far as this one, that is moved by itself. */
    public Forward copy() {
        return new Forward(this);
    }

    /** The next instant at which the jobs are to be settled; none if nothing runs or will. */
    public Optional<Instant> next() {
        if (burns.stream().noneMatch(burn -> burn.runsAt(at) || burn.from().isAfter(at))) {
            return Optional.empty();
        }
        var giving = giving();
        return Optional.of(nextTurn(giving, exhaustion(giving), cadence.next(at)));
    }

    /** Told on the way of what a job is given of a stretch in which nothing is cut, or, without a package, not given. */
    interface Given {
        void tell(int burn, Instant from, @Nullable Long packageId, long nodeSeconds);
    }

    /** Lets the time pass. */
    public void moveTo(Instant to) {
        moveTo(to, (burn, from, packageId, nodeSeconds) -> {});
    }

    void moveTo(Instant to, Given given) {
        while (at.isBefore(to)) {
            var giving = giving();
            var exhausted = exhaustion(giving);
            var turn = nextTurn(giving, exhausted, to);
            if (turn.equals(exhausted)) {
                drain(giving, lastSettled(at, turn), given);
                settle(turn, given);
            } else {
                drain(giving, turn, given);
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
        return burns.get(burn).runsAt(at) ? Optional.ofNullable(giving(matching.get(placeOf[burn]))) : Optional.empty();
    }

    /** What no package could give to the job at this place of the list on the way, in node-seconds. */
    public long uncovered(int burn) {
        return uncovered[burn];
    }

    /** The next instant, an instant at the latest, at which something happens that isn't of the cadence: from then on other packages give. */
    private Instant nextTurn(Giving giving, @Nullable Instant exhausted, Instant latest) {
        var turn = sooner(latest, exhausted);
        for (var terms : inOrder) {
            turn = sooner(sooner(turn, terms.effectiveAt()), terms.expiresAt());
        }
        for (var burn : burns) {
            turn = sooner(sooner(turn, burn.from()), burn.until());
        }
        for (var level : levels) {
            turn = sooner(turn, reached(level, giving));
        }
        return turn;
    }

    private Giving giving() {
        var toPlace = matching.stream().map(this::giving).toArray(Long[]::new);
        var nodes = new HashMap<Long, Long>();
        for (var index = 0; index < burns.size(); index++) {
            var from = toPlace[placeOf[index]];
            var burn = burns.get(index);
            if (from != null && burn.runsAt(at)) {
                nodes.merge(from, burn.nodes(), Math::addExact);
            }
        }
        return new Giving(toPlace, nodes);
    }

    /** The first of these packages that has something to give now. */
    private @Nullable Long giving(List<Terms> some) {
        for (var terms : some) {
            if (gives(terms)) {
                return terms.id();
            }
        }
        return null;
    }

    private boolean gives(Terms terms) {
        return remaining.get(terms.id()) > 0
                && !terms.effectiveAt().isAfter(at)
                && terms.expiresAt().isAfter(at);
    }

    private @Nullable Instant exhaustion(Giving giving) {
        return giving.nodes().entrySet().stream()
                .mapToLong(drawn -> Math.ceilDiv(remaining.get(drawn.getKey()), drawn.getValue()))
                .min()
                .stream()
                .mapToObj(this::in)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant reached(Level level, Giving giving) {
        var left = 0L;
        var nodes = 0L;
        for (var id : level.packages()) {
            left = Math.addExact(left, remaining.getOrDefault(id, 0L));
            nodes = Math.addExact(nodes, giving.nodes().getOrDefault(id, 0L));
        }
        return nodes == 0 || left <= level.nodeSeconds() ? null : in(Math.ceilDiv(left - level.nodeSeconds(), nodes));
    }

    private Instant in(long seconds) {
        return at.plusSeconds(Math.min(seconds, NEVER));
    }

    /** Lets the time pass up to an instant before which none of those who give is exhausted. */
    private void drain(Giving giving, Instant to, Given given) {
        for (var index = 0; index < burns.size(); index++) {
            var burn = burns.get(index);
            if (burn.runsAt(at)) {
                tell(given, index, giving.toPlace()[placeOf[index]], NodeSeconds.of(burn.nodes(), at, to));
            }
        }
        var seconds = to.getEpochSecond() - at.getEpochSecond();
        giving.nodes().forEach((id, nodes) -> remaining.merge(id, -Math.multiplyExact(nodes, seconds), Math::addExact));
        at = to;
    }

    /** Settles the jobs in their order (R16) up to an instant before which no package begins or ends. */
    private void settle(Instant to, Given given) {
        var givers = matching.stream()
                .map(some -> some.stream().filter(this::gives).toList())
                .toList();
        for (var index = 0; index < burns.size(); index++) {
            var open = burns.get(index).between(at, to).nodeSeconds();
            for (var terms : givers.get(placeOf[index])) {
                var taken = take(terms.id(), open, to);
                if (taken > 0) {
                    tell(given, index, terms.id(), taken);
                    open -= taken;
                }
            }
            if (open > 0) {
                tell(given, index, null, open);
            }
        }
        at = to;
    }

    private void tell(Given given, int burn, @Nullable Long packageId, long nodeSeconds) {
        if (packageId == null) {
            uncovered[burn] = Math.addExact(uncovered[burn], nodeSeconds);
        }
        if (nodeSeconds > 0) {
            given.tell(burn, at, packageId, nodeSeconds);
        }
    }

    private long take(long packageId, long wanted, Instant to) {
        var left = remaining.get(packageId);
        var given = Math.min(wanted, left);
        if (given > 0) {
            remaining.put(packageId, left - given);
            if (given == left) {
                exhaustedAt.put(packageId, to);
            }
        }
        return given;
    }

    /** The last instant of the cadence before an instant, or where it is if that is later. */
    private Instant lastSettled(Instant from, Instant to) {
        var last = cadence.last(to);
        return last.isAfter(from) ? last : from;
    }

    /** The other instant, if there is one and it comes before this one; not one that has passed. */
    private Instant sooner(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(at) && other.isBefore(one) ? other : one;
    }
}
