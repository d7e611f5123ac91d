package io.drawdown.usage;

import io.drawdown.base.Money;
import java.time.YearMonth;

/**
 * What ended in one month and how it was paid, net of what was voided.
 *
 * @param charged what is charged pay-per-use
 * @param saved what the covered part would have cost at list price
 */
public record UsageSummary(
        YearMonth month, long deductedNodeSeconds, long chargedNodeSeconds, Money charged, Money saved) {}
