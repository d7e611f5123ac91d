package io.drawdown.usage.runs;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.usage.internal.RunRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job from its start to its stop (R16).
 *
 * @param id its number in the account's ledger; the ids of the usage records that settle it begin with it
 * @param source the source of its start event
 * @param stoppedAt null while no stop is known
 * @param settledUntil the instant up to which packages and pay-per-use have paid for it
 * @param voided whether its start was taken back
 * @param heardAt when its start was reported, or the latest instant at which it was observed to run
 * @param reportEvery how often its start announced that it would be observed; null if it didn't
 * @param silentSince since when it is silent; null if it isn't
 */
public record Run(
        String id,
        String source,
        String job,
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        Instant settledUntil,
        boolean voided,
        Instant heardAt,
        @Nullable Duration reportEvery,
        @Nullable Instant silentSince) {

    public static Run of(RunRow row, @Nullable Instant silentSince) {
        return new Run(
                Long.toString(row.ref().entry()),
                row.source(),
                row.job(),
                row.region(),
                row.pool(),
                row.specification(),
                row.activity(),
                row.nodes(),
                row.startedAt(),
                row.stoppedAt(),
                row.settledUntil(),
                row.voided(),
                row.heardAt(),
                row.reportEvery(),
                silentSince);
    }
}
