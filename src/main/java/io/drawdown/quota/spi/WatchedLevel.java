package io.drawdown.quota.spi;

import io.drawdown.quota.engine.RemainingLevel;

/** A level of an account's remaining quota. Running jobs are settled at the instant at which it is reached (R16). */
public record WatchedLevel(String account, RemainingLevel level) {}
