package io.drawdown.quota;

import io.drawdown.base.Money;
import io.drawdown.quota.internal.PackageRow;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An account at a moment: what remains of its packages, and how its running jobs are being paid, unsettled as they are (R16). */
public final class Moment {

    private final Instant at;
    private final Map<Long, Left> packages;
    private final List<Running> jobs;

    private Moment(Instant at, Map<Long, Left> packages, List<Running> jobs) {
        this.at = at;
        this.packages = packages;
        this.jobs = jobs;
    }

    private record Left(PackageBalance settled, long remaining) {}

    /**
     * A job that runs, with what isn't settled of it yet.
     *
     * @param nodeSeconds what it has run since it was settled
     * @param uncovered what of that no package gave
     * @param paying the package that gives to it now; null while none does
     */
    public record Running(
            RunningJob job,
            long nodeSeconds,
            long uncovered,
            @Nullable String paying) {}

    /** An account of which nothing runs. */
    static Moment settled(Instant at) {
        return new Moment(at, Map.of(), List.of());
    }

    /** Where an account has come to. */
    static Moment of(Course.Heading heading, Instant at) {
        var forward = heading.forward();
        forward.moveTo(at);
        var packages = new HashMap<Long, Left>();
        for (PackageRow row : heading.packages()) {
            packages.put(
                    row.terms().id(),
                    new Left(
                            row.balance(row.remaining()),
                            forward.remaining(row.terms().id())));
        }
        var jobs = IntStream.range(0, heading.jobs().size())
                .mapToObj(index -> {
                    var job = heading.jobs().get(index);
                    return new Running(
                            job,
                            job.burn().between(job.burn().from(), at).nodeSeconds(),
                            forward.uncovered(index),
                            forward.giving(index).map(id -> Long.toString(id)).orElse(null));
                })
                .toList();
        return new Moment(at, packages, jobs);
    }

    /** When it is. */
    public Instant at() {
        return at;
    }

    /** The running jobs, in the order in which they are settled. */
    public List<Running> jobs() {
        return jobs;
    }

    /** What running jobs would be charged if they were settled now, each at its own price (R6), to 8 decimals. */
    public Money payPerUse(Currency currency) {
        return jobs.stream()
                .map(running -> running.job().perNodeHour().forNodeSeconds(running.uncovered()))
                .map(charge -> new Money(charge.amount(), currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** A package with what remains of it, where what is settled of it was read at about this moment. */
    public PackageBalance of(PackageBalance settled) {
        return new PackageBalance(
                settled.account(),
                settled.id(),
                settled.kind(),
                settled.total(),
                remaining(settled.id(), settled.remaining()),
                settled.effectiveAt(),
                settled.expiresAt());
    }

    /** What is settled of a package, in node-seconds; what was read of it otherwise if no running job is known to reach it. */
    long settled(long packageId, long read) {
        var left = packages.get(packageId);
        return left == null ? read : left.settled().remaining();
    }

    /** What remains of a package, in node-seconds; what was read of it if no running job is known to reach it. */
    long remaining(long packageId, long read) {
        var left = packages.get(packageId);
        return left == null ? read : left.remaining();
    }

    /** What running jobs have used of the packages of a kind that are in validity, in node-seconds, since they were settled. */
    long used(Kind kind) {
        return packages.values().stream()
                .filter(left ->
                        left.settled().isValidAt(at) && left.settled().kind().equals(kind))
                .mapToLong(left -> left.settled().remaining() - left.remaining())
                .sum();
    }
}
