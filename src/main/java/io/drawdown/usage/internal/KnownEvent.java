package io.drawdown.usage.internal;

/** What is known of an event: what it said, and its entry in the account's ledger. */
public record KnownEvent(String type, String fingerprint, long entry) {}
