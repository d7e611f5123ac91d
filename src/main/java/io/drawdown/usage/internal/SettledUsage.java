package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.ledger.UsageRef;

/** A settled usage record with the list price that was in force when it started. */
public record SettledUsage(UsageRef ref, Usage usage, Money perNodeHour) {}
