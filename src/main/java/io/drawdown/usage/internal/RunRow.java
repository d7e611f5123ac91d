package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.RunningUsage;
import io.drawdown.quota.ledger.UsageRef;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A run: a job from its start event, whose entry names it, to its stop event (R16).
 *
 * @param stoppedAt null while no stop is known
 * @param settledUntil what is settled of it ends here
 * @param heardAt when its start was told
 */
public record RunRow(
        UsageRef ref,
        String source,
        String job,
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Money perNodeHour,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        Instant settledUntil,
        boolean voided,
        Instant heardAt) {

    /** The order in which runs of an account that are settled together are settled (R16). */
    public static final Comparator<RunRow> ORDER = Comparator.comparing(RunRow::startedAt)
            .thenComparing(RunRow::source)
            .thenComparing(RunRow::job);

    /** Whether there is something of it to be settled yet. */
    public boolean isOpen() {
        return !voided && (stoppedAt == null || settledUntil.isBefore(stoppedAt));
    }

    /** What of it is to be settled yet. */
    public RunningUsage unsettledUsage() {
        return new RunningUsage(region, pool, specification, activity, nodes, settledUntil, stoppedAt);
    }

    /** The same run with another end. */
    public RunRow withStop(@Nullable Instant stop) {
        return with(stop, settledUntil, voided);
    }

    /** The same run, settled up to an instant. */
    public RunRow withSettledUntil(Instant until) {
        return with(stoppedAt, until, voided);
    }

    /** The same run, taken back. */
    public RunRow asVoided() {
        return with(stoppedAt, settledUntil, true);
    }

    private RunRow with(@Nullable Instant stop, Instant until, boolean taken) {
        return new RunRow(
                ref,
                source,
                job,
                region,
                pool,
                specification,
                activity,
                nodes,
                perNodeHour,
                startedAt,
                stop,
                until,
                taken,
                heardAt);
    }
}
