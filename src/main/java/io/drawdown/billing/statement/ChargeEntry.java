package io.drawdown.billing.statement;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a piece that was billed pay-per-use and why (R13), or, as a reversal, taken back.
 *
 * @param because the package that the reason refers to
 */
public record ChargeEntry(
        String usageSource,
        String usageId,
        String job,
        String region,
        Pool pool,
        String specification,
        Instant from,
        Instant to,
        long nodeSeconds,
        Money perNodeHour,
        Money amount,
        Reason reason,
        @Nullable String because,
        Instant settledAt,
        boolean reversal) {}
