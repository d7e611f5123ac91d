package io.drawdown.quota.engine;

import java.util.Set;

/** A level that is watched: when the rest of these packages together comes down to so many node-seconds. */
public record RemainingLevel(Set<Long> packageIds, long nodeSeconds) {}
