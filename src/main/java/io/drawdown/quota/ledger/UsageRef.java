package io.drawdown.quota.ledger;

/** A usage record by its place in its account's ledger. */
public record UsageRef(String account, long entry) {}
