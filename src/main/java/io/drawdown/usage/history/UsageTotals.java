package io.drawdown.usage.history;

import io.drawdown.base.Money;
import java.math.BigInteger;

/** All that an account has used, net of what was voided. */
public record UsageTotals(
        long usageRecords,
        BigInteger nodeSeconds,
        BigInteger deductedNodeSeconds,
        BigInteger chargedNodeSeconds,
        Money charged) {}
