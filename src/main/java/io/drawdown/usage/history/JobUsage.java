package io.drawdown.usage.history;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job ran, over its usage records that aren't voided and, of its running, up to now (R16), and how that was paid.
 *
 * @param voided whether all of its records are voided: then it says what they were, of which nothing is paid
 * @param nodes the most that one record or run has
 * @param startedAt the first start
 * @param endedAt the last end; of a running job, now
 * @param runTime how long its records and runs ran, added up
 * @param charged what is charged pay-per-use, reckoned as far as it isn't settled yet
 * @param currentRun how it is running; null once it isn't
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
     * How a job is running.
     *
     * @param startedAt when it started to
     * @param nodes how many nodes it runs on
     * @param packages the packages that give to it
     * @param payPerUse whether some of it is being charged
     */
    public record CurrentRun(Instant startedAt, long nodes, Set<String> packages, boolean payPerUse) {}
}
