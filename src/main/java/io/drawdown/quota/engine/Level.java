package io.drawdown.quota.engine;

import java.util.Set;

/** A level that is watched: when the rest of these packages together comes down to so many node-seconds. */
public record Level(Set<Long> packages, long nodeSeconds) {}
