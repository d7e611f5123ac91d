package io.drawdown.billing;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Reason;
import java.math.BigInteger;

/** What was charged for one reason (R13), net of what was voided. */
public record UncoveredUsage(Reason reason, BigInteger nodeSeconds, Money charged) {}
