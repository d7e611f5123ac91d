package io.drawdown.billing.statement;

import io.drawdown.base.Money;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of one piece of a usage record was billed pay-per-use and why (R13), or, as a reversal, taken back.
 *
 * @param because the package that makes the reason true
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
