package io.drawdown.quota.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The limits of this server's queue for writes to ledgers.
 *
 * @param connections how many requests may hold a connection at once, over all accounts; fewer than the pool has
 * @param waitingOfAccount how many requests may wait for one account
 * @param waiting how many requests may wait in all
 * @param longestWait the time after which a waiting request is refused
 */
@ConfigurationProperties("drawdown.ledger")
record LedgerQueueProperties(
        @DefaultValue("6") int connections,
        @DefaultValue("64") int waitingOfAccount,
        @DefaultValue("1000") int waiting,
        @DefaultValue("20s") Duration longestWait) {

    LedgerQueueProperties {
        Assert.isTrue(connections > 0, "drawdown.ledger.connections must be at least 1");
        Assert.isTrue(waitingOfAccount >= 0, "drawdown.ledger.waiting-of-account must not be negative");
        Assert.isTrue(waiting >= 0, "drawdown.ledger.waiting must not be negative");
        Assert.isTrue(!longestWait.isNegative(), "drawdown.ledger.longest-wait must not be negative");
    }
}
