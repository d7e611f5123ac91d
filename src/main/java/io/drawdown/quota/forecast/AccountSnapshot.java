package io.drawdown.quota.forecast;

import io.drawdown.base.Money;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.SettledPackage;
import io.drawdown.quota.spi.RunningJob;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The state of an account at an instant: the live balances of its packages, and how its running jobs are being paid
 * (R16).
 */
public final class AccountSnapshot {

    private final Instant at;
    private final Map<Long, LiveBalance> packages;
    private final List<UnsettledJob> jobs;

    private AccountSnapshot(Instant at, Map<Long, LiveBalance> packages, List<UnsettledJob> jobs) {
        this.at = at;
        this.packages = packages;
        this.jobs = jobs;
    }

    private record LiveBalance(PackageBalance settled, long remainingNodeSeconds) {}

    /**
     * A running job with its unsettled usage.
     *
     * @param unsettledNodeSeconds what it has used since it was last settled
     * @param uncoveredNodeSeconds the part of that which no package covered
     * @param givingPackageId the package that it draws from now; null for none
     */
    public record UnsettledJob(
            RunningJob job,
            long unsettledNodeSeconds,
            long uncoveredNodeSeconds,
            @Nullable String givingPackageId) {}

    /** Returns a snapshot of an account without running jobs. */
    public static AccountSnapshot withoutRunningJobs(Instant at) {
        return new AccountSnapshot(at, Map.of(), List.of());
    }

    /** Projects an account to an instant and returns its snapshot. */
    public static AccountSnapshot of(ProjectionInput projectionInput, Instant at) {
        var runProjection = projectionInput.projection();
        runProjection.advanceTo(at);
        var packages = new HashMap<Long, LiveBalance>();
        for (SettledPackage row : projectionInput.packages()) {
            packages.put(
                    row.terms().id(),
                    new LiveBalance(
                            row.balance(),
                            runProjection.remainingNodeSeconds(row.terms().id())));
        }
        var jobs = IntStream.range(0, projectionInput.jobs().size())
                .mapToObj(index -> {
                    var job = projectionInput.jobs().get(index);
                    return new UnsettledJob(
                            job,
                            job.usage().between(job.usage().from(), at).nodeSeconds(),
                            runProjection.uncoveredNodeSeconds(index),
                            runProjection
                                    .givingPackage(index)
                                    .map(id -> Long.toString(id))
                                    .orElse(null));
                })
                .toList();
        return new AccountSnapshot(at, packages, jobs);
    }

    /** Returns the instant of the snapshot. */
    public Instant at() {
        return at;
    }

    /** Returns the running jobs, in the order in which they are settled. */
    public List<UnsettledJob> jobs() {
        return jobs;
    }

    /**
     * Returns what running jobs would be charged if they were settled now, each at its own price (R6), to 8 decimals.
     */
    public Money unsettledCharge(Currency currency) {
        return jobs.stream()
                .map(unsettledJob ->
                        unsettledJob.job().perNodeHour().forNodeSeconds(unsettledJob.uncoveredNodeSeconds()))
                .map(charge -> new Money(charge.amount(), currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** Returns the live balance of a package whose settled balance was read at about the same time. */
    public PackageBalance live(PackageBalance settled) {
        return new PackageBalance(
                settled.account(),
                settled.id(),
                settled.kind(),
                settled.totalNodeSeconds(),
                remainingNodeSeconds(settled.id(), settled.remainingNodeSeconds()),
                settled.effectiveAt(),
                settled.expiresAt());
    }

    /** Returns the settled balance of a package, in node-seconds; the given value if no running job draws from it. */
    public long settledNodeSeconds(long packageId, long read) {
        var liveBalance = packages.get(packageId);
        return liveBalance == null ? read : liveBalance.settled().remainingNodeSeconds();
    }

    /** Returns the live balance of a package, in node-seconds; the given value if no running job draws from it. */
    public long remainingNodeSeconds(long packageId, long read) {
        var liveBalance = packages.get(packageId);
        return liveBalance == null ? read : liveBalance.remainingNodeSeconds();
    }

    /**
     * Returns the unsettled node-seconds that running jobs have used from the packages of a kind that are in
     * validity.
     */
    public long unsettledNodeSeconds(PackageKind packageKind) {
        return packages.values().stream()
                .filter(liveBalance -> liveBalance.settled().isValidAt(at)
                        && liveBalance.settled().kind().equals(packageKind))
                .mapToLong(liveBalance ->
                        liveBalance.settled().remainingNodeSeconds() - liveBalance.remainingNodeSeconds())
                .sum();
    }
}
