package io.drawdown.billing.internal;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.ledger.UsageRef;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table charge.
 *
 * @param statementMonth the month of the statement that it is on
 * @param usageMonth the month of the usage, which determines the line of the statement
 */
public record ChargeRow(
        UsageRef usage,
        long entry,
        Instant from,
        Instant to,
        long nodeSeconds,
        Money perNodeHour,
        Money amount,
        Why why,
        YearMonth statementMonth,
        YearMonth usageMonth,
        @Nullable Long reversedEntry) {}
