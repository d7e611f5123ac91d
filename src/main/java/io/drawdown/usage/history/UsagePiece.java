package io.drawdown.usage.history;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a usage record's piece that one package covered, or that was charged (R9). A reversal takes such a part
 * back.
 *
 * @param entry its number in the account's ledger
 * @param voided whether the usage record is voided
 * @param packageId the package that covered it; null for a charge
 * @param charge null if a package covered it
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
     * The cost of a piece and why no package covered it (R13).
     *
     * @param because the package that the reason refers to
     */
    public record Charge(
            Money perNodeHour,
            Money amount,
            Reason reason,
            @Nullable String because) {}
}
