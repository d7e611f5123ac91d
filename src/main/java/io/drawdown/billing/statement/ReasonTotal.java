package io.drawdown.billing.statement;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Reason;
import java.math.BigInteger;

/** The charges for one reason (R13), net of what was voided. */
public record ReasonTotal(Reason reason, BigInteger nodeSeconds, Money amount) {}
