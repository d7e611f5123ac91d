package io.drawdown.quota.engine;

/** What one piece took from one package, and what remained in the package, in node-seconds. */
public record Deduction(Piece piece, long packageId, long nodeSeconds, long remainingNodeSeconds) {}
