package io.drawdown.quota.engine;

import java.time.Instant;

/** A part of a usage record in which the same packages are valid (R9), with its node-seconds. */
public record Piece(Instant from, Instant to, long nodeSeconds) {}
