package io.drawdown.usage.internal;

/** The key that all runs of one job share (R16). */
public record JobKey(String account, String source, String job) {}
