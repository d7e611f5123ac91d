package io.drawdown.quota.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How many requests may wait on this server to write to ledgers.
 *
 * @param connections how many may hold a connection at once, whatever their accounts; fewer than the pool has
 * @param waitingOfAccount how many may wait for one account
 * @param waiting how many may wait in all
 * @param longestWait after which a request that still waits is refused
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
