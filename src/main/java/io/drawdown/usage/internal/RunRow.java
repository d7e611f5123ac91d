package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.RunningUsage;
import io.drawdown.quota.ledger.UsageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A run: a job from its start event, whose entry identifies it, to its stop event (R16).
 *
 * @param stoppedAt null while no stop is known
 * @param settledUntil the instant up to which it is settled
 * @param heardAt when its start was reported, or the latest instant at which it was observed to run
 * @param reportEvery how often its start announced that it would be observed; null if it didn't
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
        Instant heardAt,
        @Nullable Duration reportEvery) {

    /** The order in which an account's runs are settled in one settlement (R16). */
    public static final Comparator<RunRow> ORDER = Comparator.comparing(RunRow::startedAt)
            .thenComparing(RunRow::source)
            .thenComparing(RunRow::job);

    /** Returns whether some of its usage isn't settled yet. */
    public boolean isOpen() {
        return !voided && (stoppedAt == null || settledUntil.isBefore(stoppedAt));
    }

    /**
     * Returns since when it is silent: it runs and hasn't been heard of for too long (R16). Null if it isn't.
     *
     * @param otherwise how long it may not be heard of if its start announced no interval
     */
    public @Nullable Instant silentSince(Duration otherwise, Instant now) {
        if (voided || stoppedAt != null) {
            return null;
        }
        var silentAt = silentAt(otherwise);
        return silentAt.isAfter(now) ? null : silentAt;
    }

    /**
     * Returns when it falls silent if it isn't heard of before.
     *
     * @param otherwise how long it may not be heard of if its start announced no interval
     */
    public Instant silentAt(Duration otherwise) {
        return heardAt.plus(
                reportEvery == null ? otherwise : reportEvery.multipliedBy(RunRepository.SILENT_AFTER_INTERVALS));
    }

    /** Returns the cost of an hour that no package covers: all of its nodes at the list price. */
    public Money perHour() {
        return perNodeHour.times(nodes);
    }

    /** Returns its unsettled usage. */
    public RunningUsage unsettledUsage() {
        return new RunningUsage(region, pool, specification, activity, nodes, settledUntil, stoppedAt);
    }

    /** Returns a copy with another end. */
    public RunRow withStop(@Nullable Instant stop) {
        return with(stop, settledUntil, voided);
    }

    /** Returns a copy that is settled up to an instant. */
    public RunRow withSettledUntil(Instant until) {
        return with(stoppedAt, until, voided);
    }

    /** Returns a copy that is taken back. */
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
                heardAt,
                reportEvery);
    }
}
