package io.drawdown.usage.history;

import io.drawdown.base.Money;
import java.math.BigInteger;

/** The total usage of an account, net of what was voided. */
public record UsageTotals(
        long usageRecords,
        BigInteger nodeSeconds,
        BigInteger deductedNodeSeconds,
        BigInteger chargedNodeSeconds,
        Money charged) {}
