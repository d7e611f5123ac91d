package io.drawdown.usage.history;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one package gave for a piece of a usage record, or what of the piece is charged (R9); or, as a reversal, what was
 * given or taken back.
 *
 * @param entry its number in the account's ledger
 * @param voided whether the usage record is voided
 * @param packageId the package that gave it; null for a charge
 * @param charge null where a package gave it
 * @param reversed whether a later reversal takes it back
 */
public record UsagePiece(
        long entry,
        String source,
        String id,
        boolean voided,
        String region,
        Pool pool,
        String specification,
        Activity activity,
        long nodes,
        Instant from,
        Instant to,
        long nodeSeconds,
        @Nullable String packageId,
        @Nullable Charge charge,
        boolean reversal,
        boolean reversed) {

    /**
     * What a piece costs and why no package covered it (R13).
     *
     * @param because the package that makes the reason true
     */
    public record Charge(
            Money perNodeHour,
            Money amount,
            Reason reason,
            @Nullable String because) {}
}
