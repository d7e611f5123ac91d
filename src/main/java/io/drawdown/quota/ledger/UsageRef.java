package io.drawdown.quota.ledger;

/** A reference to a usage record: its account and its entry in the ledger. */
public record UsageRef(String account, long entry) {}
