package io.drawdown.usage.internal;

/** What the runs of one job have in common (R16). */
public record JobKey(String account, String source, String job) {}
