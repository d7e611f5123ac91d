package io.drawdown.account;

/** Who somebody who signs in with a password is, and no more. */
public record NamedUser(String username, String displayName) {}
