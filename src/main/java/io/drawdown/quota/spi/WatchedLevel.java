package io.drawdown.quota.spi;

import io.drawdown.quota.engine.RemainingLevel;

/** A level of an account's remaining quota at whose instant its running jobs are settled (R16). */
public record WatchedLevel(String account, RemainingLevel level) {}
