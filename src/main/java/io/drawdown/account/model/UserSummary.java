package io.drawdown.account.model;

/** The names of a user. */
public record UserSummary(String username, String displayName) {}
