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

/** An account at a moment: what remains of its packages, and how its running jobs are being paid, unsettled as they are (R16). */
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
     * A job that runs, with what isn't settled of it yet.
     *
     * @param unsettledNodeSeconds what it has run since it was settled
     * @param uncoveredNodeSeconds what of that no package gave
     * @param givingPackageId the package that gives to it now; null while none does
     */
    public record UnsettledJob(
            RunningJob job,
            long unsettledNodeSeconds,
            long uncoveredNodeSeconds,
            @Nullable String givingPackageId) {}

    /** An account of which nothing runs. */
    public static AccountSnapshot withoutRunningJobs(Instant at) {
        return new AccountSnapshot(at, Map.of(), List.of());
    }

    /** Where an account has come to. */
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

    /** When it is. */
    public Instant at() {
        return at;
    }

    /** The running jobs, in the order in which they are settled. */
    public List<UnsettledJob> jobs() {
        return jobs;
    }

    /** What running jobs would be charged if they were settled now, each at its own price (R6), to 8 decimals. */
    public Money unsettledCharge(Currency currency) {
        return jobs.stream()
                .map(unsettledJob ->
                        unsettledJob.job().perNodeHour().forNodeSeconds(unsettledJob.uncoveredNodeSeconds()))
                .map(charge -> new Money(charge.amount(), currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** A package with what remains of it, where what is settled of it was read at about this moment. */
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

    /** What is settled of a package, in node-seconds; what was read of it otherwise if no running job is known to reach it. */
    public long settledNodeSeconds(long packageId, long read) {
        var liveBalance = packages.get(packageId);
        return liveBalance == null ? read : liveBalance.settled().remainingNodeSeconds();
    }

    /** What remains of a package, in node-seconds; what was read of it if no running job is known to reach it. */
    public long remainingNodeSeconds(long packageId, long read) {
        var liveBalance = packages.get(packageId);
        return liveBalance == null ? read : liveBalance.remainingNodeSeconds();
    }

    /** What running jobs have used of the packages of a kind that are in validity, in node-seconds, since they were settled. */
    public long unsettledNodeSeconds(PackageKind packageKind) {
        return packages.values().stream()
                .filter(liveBalance -> liveBalance.settled().isValidAt(at)
                        && liveBalance.settled().kind().equals(packageKind))
                .mapToLong(liveBalance ->
                        liveBalance.settled().remainingNodeSeconds() - liveBalance.remainingNodeSeconds())
                .sum();
    }
}
