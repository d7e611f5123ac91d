package io.drawdown.quota.ledger;

import java.time.Instant;

/**
 * An account whose due work fails, such as the settlement of its running jobs.
 *
 * @param since when it failed for the first time
 * @param attempts how often it has failed since
 * @param nextTryAt when it is retried automatically
 * @param reason the latest failure, for the people who run the server
 */
public record FailingAccount(String account, Instant since, int attempts, Instant nextTryAt, String reason) {}
