package io.drawdown.quota.engine;

/** What of a piece no package could give, in node-seconds: it is billed pay-per-use (R8). */
public record UncoveredPiece(Piece piece, long nodeSeconds) {}
