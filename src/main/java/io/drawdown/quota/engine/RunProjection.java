package io.drawdown.quota.engine;

import io.drawdown.base.Lookup;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
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
 * The projection of one account: its running jobs continue and nothing else happens. It computes the instants at
 * which the jobs are settled (R16) from the nodes that run, and what remains of the packages at each. Between two
 * such instants each job draws from one package only. In the second in which a package is exhausted, the jobs are
 * settled in their order (R9, R16).
 */
public final class RunProjection {

    private static final long MAX_SECONDS_AHEAD = Duration.ofDays(400 * 365).toSeconds();

    private final List<Terms> packagesInOrder;
    private final List<List<Terms>> packagesByGroup;
    private final int[] groupByJob;
    private final Map<Long, Long> remainingById;
    private final Map<Long, Instant> exhaustedAtById;
    private final List<RunningUsage> jobs;
    private final long[] uncoveredByJob;
    private final Collection<RemainingLevel> levels;
    private final SettlementSchedule schedule;
    private Instant at;

    /** A package and what remains of it, in node-seconds. */
    public record Balance(Terms terms, long remainingNodeSeconds) {}

    /** The properties shared by jobs that draw from the same packages. */
    private record JobGroup(String region, Pool pool, String specification, Activity activity) {

        static JobGroup of(RunningUsage burn) {
            return new JobGroup(burn.region(), burn.pool(), burn.specification(), burn.activity());
        }
    }

    /**
     * The package that each job group draws from, null for none, and the number of nodes that draw from each package.
     */
    @SuppressWarnings("ArrayRecordComponent") // read for each job at each step, and compared with nothing
    private record Allocation(@Nullable Long[] packageIdByGroup, Map<Long, Long> nodesByPackage) {}

    /**
     * Creates a projection.
     *
     * @param at the instant up to which the jobs are settled; jobs may start later
     * @param jobs the jobs, in the order in which they are settled (R16)
     * @param levels the watched levels
     * @param schedule the instants at which the account's jobs are settled at the latest
     */
    public RunProjection(
            Instant at,
            Collection<Balance> packages,
            List<RunningUsage> jobs,
            Collection<RemainingLevel> levels,
            SettlementSchedule schedule) {
        this.at = at;
        this.jobs = jobs;
        this.levels = levels;
        this.schedule = schedule;
        this.uncoveredByJob = new long[jobs.size()];
        this.remainingById = new HashMap<>();
        this.exhaustedAtById = new HashMap<>();
        packages.forEach(one -> remainingById.put(one.terms().id(), one.remainingNodeSeconds()));
        var all = packages.stream().map(Balance::terms).sorted(Terms.ORDER).toList();
        var places =
                new ArrayList<>(jobs.stream().map(JobGroup::of).collect(Collectors.toCollection(LinkedHashSet::new)));
        var numbers = new HashMap<JobGroup, Integer>();
        places.forEach(jobGroup -> numbers.put(jobGroup, numbers.size()));
        this.groupByJob = jobs.stream()
                .mapToInt(runningUsage -> numbers.get(JobGroup.of(runningUsage)))
                .toArray();
        this.packagesByGroup = places.stream()
                .map(jobGroup -> new Usage(
                        jobGroup.region(), jobGroup.pool(), jobGroup.specification(), jobGroup.activity(), 1, at, at))
                .map(usage -> all.stream().filter(terms -> terms.matches(usage)).toList())
                .toList();
        this.packagesInOrder = all.stream()
                .filter(terms -> packagesByGroup.stream().anyMatch(some -> some.contains(terms)))
                .toList();
    }

    private RunProjection(RunProjection other) {
        at = other.at;
        jobs = other.jobs;
        levels = other.levels;
        schedule = other.schedule;
        uncoveredByJob = other.uncoveredByJob.clone();
        remainingById = new HashMap<>(other.remainingById);
        exhaustedAtById = new HashMap<>(other.exhaustedAtById);
        groupByJob = other.groupByJob;
        packagesByGroup = other.packagesByGroup;
        packagesInOrder = other.packagesInOrder;
    }

    /** Returns an independent copy. */
    public RunProjection copy() {
        return new RunProjection(this);
    }

    /** Returns the next instant at which the jobs must be settled; empty if no job runs or will run. */
    public Optional<Instant> nextSettlement() {
        if (jobs.stream()
                .noneMatch(runningUsage ->
                        runningUsage.runsAt(at) || runningUsage.from().isAfter(at))) {
            return Optional.empty();
        }
        var allocation = allocate();
        return Optional.of(nextChange(allocation, nextExhaustion(allocation), schedule.nextAfter(at)));
    }

    /**
     * Receives what each job draws from a package within a stretch without cuts. Without a package, the node-seconds
     * are uncovered.
     */
    interface DrawListener {
        void onDraw(int burn, Instant from, @Nullable Long packageId, long nodeSeconds);
    }

    /** Advances the projection to an instant. */
    public void advanceTo(Instant to) {
        advanceTo(to, (burn, from, packageId, nodeSeconds) -> {});
    }

    void advanceTo(Instant to, DrawListener drawListener) {
        while (at.isBefore(to)) {
            var allocation = allocate();
            var exhausted = nextExhaustion(allocation);
            var turn = nextChange(allocation, exhausted, to);
            if (turn.equals(exhausted)) {
                drawUntil(allocation, lastSettlement(at, turn), drawListener);
                settleInOrder(turn, drawListener);
            } else {
                drawUntil(allocation, turn, drawListener);
            }
        }
    }

    /** Returns the current instant of the projection. */
    public Instant at() {
        return at;
    }

    /** Returns what remains of a package, in node-seconds. */
    public long remainingNodeSeconds(long packageId) {
        return Lookup.require(remainingById, packageId);
    }

    /** Returns the instant at which a package was exhausted during the projection; empty if it wasn't. */
    public Optional<Instant> exhaustedAt(long packageId) {
        return Optional.ofNullable(exhaustedAtById.get(packageId));
    }

    /** Returns the package that the job at this index draws from now. Empty if the job doesn't run or isn't covered. */
    public Optional<Long> givingPackage(int burn) {
        return jobs.get(burn).runsAt(at)
                ? Optional.ofNullable(firstGivingPackage(packagesByGroup.get(groupByJob[burn])))
                : Optional.empty();
    }

    /** Returns the node-seconds of the job at this index that no package covered during the projection. */
    public long uncoveredNodeSeconds(int burn) {
        return uncoveredByJob[burn];
    }

    /**
     * Returns the next instant at which other packages may give, or {@code latest} if that is earlier. Regular
     * settlements don't count.
     */
    private Instant nextChange(Allocation allocation, @Nullable Instant exhausted, Instant latest) {
        var turn = earlierUpcoming(latest, exhausted);
        for (var terms : packagesInOrder) {
            turn = earlierUpcoming(earlierUpcoming(turn, terms.effectiveAt()), terms.expiresAt());
        }
        for (var runningUsage : jobs) {
            turn = earlierUpcoming(earlierUpcoming(turn, runningUsage.from()), runningUsage.until());
        }
        for (var remainingLevel : levels) {
            turn = earlierUpcoming(turn, reachedAt(remainingLevel, allocation));
        }
        return turn;
    }

    private Allocation allocate() {
        var toPlace = packagesByGroup.stream().map(this::firstGivingPackage).toArray(Long[]::new);
        var nodes = new HashMap<Long, Long>();
        for (var index = 0; index < jobs.size(); index++) {
            var from = toPlace[groupByJob[index]];
            var runningUsage = jobs.get(index);
            if (from != null && runningUsage.runsAt(at)) {
                nodes.merge(from, runningUsage.nodes(), Math::addExact);
            }
        }
        return new Allocation(toPlace, nodes);
    }

    /** Returns the first of these packages that can give now; null if none can. */
    private @Nullable Long firstGivingPackage(List<Terms> some) {
        for (var terms : some) {
            if (canGive(terms)) {
                return terms.id();
            }
        }
        return null;
    }

    private boolean canGive(Terms terms) {
        return remainingNodeSeconds(terms.id()) > 0
                && !terms.effectiveAt().isAfter(at)
                && terms.expiresAt().isAfter(at);
    }

    private @Nullable Instant nextExhaustion(Allocation allocation) {
        return allocation.nodesByPackage().entrySet().stream()
                .mapToLong(drawn -> Math.ceilDiv(remainingNodeSeconds(drawn.getKey()), drawn.getValue()))
                .min()
                .stream()
                .mapToObj(this::afterSeconds)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Instant reachedAt(RemainingLevel remainingLevel, Allocation allocation) {
        var left = 0L;
        var nodes = 0L;
        for (var id : remainingLevel.packageIds()) {
            left = Math.addExact(left, remainingById.getOrDefault(id, 0L));
            nodes = Math.addExact(nodes, allocation.nodesByPackage().getOrDefault(id, 0L));
        }
        return nodes == 0 || left <= remainingLevel.nodeSeconds()
                ? null
                : afterSeconds(Math.ceilDiv(left - remainingLevel.nodeSeconds(), nodes));
    }

    private Instant afterSeconds(long seconds) {
        return at.plusSeconds(Math.min(seconds, MAX_SECONDS_AHEAD));
    }

    /** Advances to an instant before which no giving package is exhausted. */
    private void drawUntil(Allocation allocation, Instant to, DrawListener drawListener) {
        for (var index = 0; index < jobs.size(); index++) {
            var runningUsage = jobs.get(index);
            if (runningUsage.runsAt(at)) {
                recordDraw(
                        drawListener,
                        index,
                        allocation.packageIdByGroup()[groupByJob[index]],
                        NodeSeconds.of(runningUsage.nodes(), at, to));
            }
        }
        var seconds = to.getEpochSecond() - at.getEpochSecond();
        allocation
                .nodesByPackage()
                .forEach((id, nodes) -> remainingById.merge(id, -Math.multiplyExact(nodes, seconds), Math::addExact));
        at = to;
    }

    /** Settles the jobs in their order (R16) up to an instant before which no package begins or ends. */
    private void settleInOrder(Instant to, DrawListener drawListener) {
        var givers = packagesByGroup.stream()
                .map(some -> some.stream().filter(this::canGive).toList())
                .toList();
        for (var index = 0; index < jobs.size(); index++) {
            var open = jobs.get(index).between(at, to).nodeSeconds();
            for (var terms : givers.get(groupByJob[index])) {
                var taken = take(terms.id(), open, to);
                if (taken > 0) {
                    recordDraw(drawListener, index, terms.id(), taken);
                    open -= taken;
                }
            }
            if (open > 0) {
                recordDraw(drawListener, index, null, open);
            }
        }
        at = to;
    }

    private void recordDraw(DrawListener drawListener, int burn, @Nullable Long packageId, long nodeSeconds) {
        if (packageId == null) {
            uncoveredByJob[burn] = Math.addExact(uncoveredByJob[burn], nodeSeconds);
        }
        if (nodeSeconds > 0) {
            drawListener.onDraw(burn, at, packageId, nodeSeconds);
        }
    }

    private long take(long packageId, long wanted, Instant to) {
        var left = remainingNodeSeconds(packageId);
        var given = Math.min(wanted, left);
        if (given > 0) {
            remainingById.put(packageId, left - given);
            if (given == left) {
                exhaustedAtById.put(packageId, to);
            }
        }
        return given;
    }

    /** Returns the last regular settlement before {@code to}, or {@code from} if that is later. */
    private Instant lastSettlement(Instant from, Instant to) {
        var last = schedule.lastBefore(to);
        return last.isAfter(from) ? last : from;
    }

    /** Returns the earlier of two instants. The other is ignored if it is null or not in the future. */
    private Instant earlierUpcoming(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(at) && other.isBefore(one) ? other : one;
    }
}
