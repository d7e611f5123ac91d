package io.drawdown.usage;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Reason;

/** What was charged for one reason (R13), net of what was voided. */
public record UncoveredUsage(Reason reason, long nodeSeconds, Money charged) {}
