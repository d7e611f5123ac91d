package io.drawdown.quota.engine;

import java.util.Set;

/** A watched level: these packages together have this many node-seconds left. */
public record RemainingLevel(Set<Long> packageIds, long nodeSeconds) {}
