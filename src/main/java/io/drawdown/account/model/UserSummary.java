package io.drawdown.account.model;

/** Who somebody who signs in with a password is, and no more. */
public record UserSummary(String username, String displayName) {}
