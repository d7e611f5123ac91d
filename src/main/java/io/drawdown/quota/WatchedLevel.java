package io.drawdown.quota;

import io.drawdown.quota.engine.Level;

/** A level of an account's remaining quota at whose instant its running jobs are settled (R16). */
public record WatchedLevel(String account, Level level) {}
