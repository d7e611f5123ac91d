package io.drawdown.quota.engine;

/** What of a piece no package could give, in node-seconds: it is billed pay-per-use (R8). */
public record Uncovered(Piece piece, long nodeSeconds) {}
