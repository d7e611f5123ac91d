package io.drawdown.usage.history;

import io.drawdown.base.Money;
import java.time.YearMonth;

/**
 * The usage in one month and how it was paid, net of what was voided. Its cost is on the statement.
 *
 * @param savings what the covered part would have cost at list price
 */
public record MonthUsage(YearMonth month, long deductedNodeSeconds, long chargedNodeSeconds, Money savings) {}
