package io.drawdown.quota.spi;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.RunningUsage;
import java.time.Instant;

/**
 * A job of an account that runs, or will run within the next minutes (R16).
 *
 * @param usage its usage from the instant up to which it is settled
 * @param perNodeHour the list price that was in force when it started (R6)
 */
public record RunningJob(String account, String job, RunningUsage usage, Instant startedAt, Money perNodeHour) {}
