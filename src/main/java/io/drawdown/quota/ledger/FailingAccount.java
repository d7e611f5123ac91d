package io.drawdown.quota.ledger;

import java.time.Instant;

/**
 * An account of which what is due by itself, such as the settlement of its running jobs, can't be done.
 *
 * @param since when it failed for the first time
 * @param attempts how often it has failed since
 * @param nextTryAt when it is tried again by itself
 * @param reason what it failed with the last time, for the people who run the server
 */
public record FailingAccount(String account, Instant since, int attempts, Instant nextTryAt, String reason) {}
