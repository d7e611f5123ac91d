package io.drawdown.quota.engine;

/** The node-seconds of a piece that no package could cover. They are billed pay-per-use (R8). */
public record UncoveredPiece(Piece piece, long nodeSeconds) {}
