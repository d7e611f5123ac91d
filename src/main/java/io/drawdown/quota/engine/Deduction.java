package io.drawdown.quota.engine;

/** What one piece took out of one package, and what that left in it, in node-seconds. */
public record Deduction(Piece piece, long packageId, long nodeSeconds, long remainingNodeSeconds) {}
