package io.drawdown.usage.history;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usage of a job and how it was paid. It includes the records that aren't voided and, for a running job, the
 * usage up to now (R16).
 *
 * @param voided whether all of its records are voided; the usage is then that of the voided records, and nothing is
 * paid
 * @param nodes the largest number of nodes of a record or run
 * @param startedAt the first start
 * @param endedAt the last end; for a running job, now
 * @param runTime the sum of the times of its records and runs
 * @param charged the pay-per-use charges, including a computed amount for unsettled usage
 * @param currentRun how it is running; null if it isn't
 */
public record JobUsage(
        String job,
        boolean voided,
        Set<String> regions,
        Set<Pool> pools,
        Set<String> specifications,
        Set<Activity> activities,
        long nodes,
        Instant startedAt,
        Instant endedAt,
        Duration runTime,
        long nodeSeconds,
        long deductedNodeSeconds,
        long chargedNodeSeconds,
        Money charged,
        @Nullable CurrentRun currentRun) {

    /**
     * The current run of a job.
     *
     * @param startedAt when it started
     * @param nodes the number of nodes
     * @param packages the packages that it draws from
     * @param payPerUse whether some of it is being charged
     */
    public record CurrentRun(Instant startedAt, long nodes, Set<String> packages, boolean payPerUse) {}
}
