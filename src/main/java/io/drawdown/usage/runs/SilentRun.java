package io.drawdown.usage.runs;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.usage.internal.RunRow;
import java.time.Instant;

/**
 * A running job that hasn't been heard of for too long (R16).
 *
 * @param id its number in the account's ledger
 * @param heardAt when its start was reported, or the latest instant at which it was observed to run
 * @param nodeSeconds its usage up to now
 * @param perHour the cost of an hour that no package covers: all of its nodes at the list price
 */
public record SilentRun(
        String account,
        String id,
        String source,
        String job,
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Instant startedAt,
        Instant heardAt,
        long nodeSeconds,
        Money perHour) {

    public static SilentRun of(RunRow row, Instant now) {
        return new SilentRun(
                row.ref().account(),
                Long.toString(row.ref().entry()),
                row.source(),
                row.job(),
                row.region(),
                row.pool(),
                row.specification(),
                row.activity(),
                row.nodes(),
                row.startedAt(),
                row.heardAt(),
                NodeSeconds.of(row.nodes(), row.startedAt(), now),
                row.perHour().normalized());
    }
}
