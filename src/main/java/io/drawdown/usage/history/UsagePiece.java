package io.drawdown.usage.history;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a usage record's piece that one package covered, or that was charged (R9), or several adjacent ones that
 * are merged. A reversal takes such a part back.
 *
 * @param entry its number in the account's ledger, or that of the first
 * @param source the source of its usage record, or of the first
 * @param voided whether that usage record is voided
 * @param packageId the package that covered it; null for a charge
 * @param charge null if a package covered it
 * @param reversedNodeSeconds how much of it later reversals take back
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
        long reversedNodeSeconds) {

    /** Returns its node-seconds; negative for a reversal. */
    public long netNodeSeconds() {
        return reversal ? -nodeSeconds : nodeSeconds;
    }

    /** Returns what a charge costs; negative for a reversal. Only for charges. */
    public Money netAmount() {
        var amount = Objects.requireNonNull(charge).amount();
        return reversal ? Money.zero(amount.currency()).minus(amount) : amount;
    }

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
