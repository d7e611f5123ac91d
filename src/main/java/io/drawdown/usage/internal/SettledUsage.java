package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;

/**
 * A settled usage record with the list price that was in force when it started.
 *
 * @param owner what the lines of its deductions and charges belong to
 */
public record SettledUsage(UsageRef ref, LineOwner owner, Usage usage, Money perNodeHour) {}
