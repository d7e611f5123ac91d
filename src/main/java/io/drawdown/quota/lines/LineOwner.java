package io.drawdown.quota.lines;

/**
 * What merged lines belong to: a run, or a usage record that was reported.
 *
 * @param entry the entry of the run or the usage record in the account's ledger
 */
public record LineOwner(String account, long entry, String job) {}
