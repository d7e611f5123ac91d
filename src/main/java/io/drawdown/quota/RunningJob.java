package io.drawdown.quota;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Burn;
import java.time.Instant;

/**
 * A job of an account that runs, or will within the next minutes (R16).
 *
 * @param burn what it draws, from the instant on up to which it is settled
 * @param perNodeHour the list price that was in force when it started (R6)
 */
public record RunningJob(String account, String job, Burn burn, Instant startedAt, Money perNodeHour) {}
