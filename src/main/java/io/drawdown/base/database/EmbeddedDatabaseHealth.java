package io.drawdown.base.database;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Liveness is down once an embedded database has been closed for a minute and couldn't be opened again: starting the program again
 * may help then. It asks nothing. A database elsewhere doesn't concern it, since no restart of this program brings that back.
 */
@Component("embeddedDatabaseHealthIndicator")
class EmbeddedDatabaseHealth implements HealthIndicator {

    private static final Duration REOPEN_TIMEOUT = Duration.ofMinutes(1);

    private final DatabaseMonitor monitor;

    EmbeddedDatabaseHealth(DatabaseMonitor watch) {
        this.monitor = watch;
    }

    @Override
    public Health health() {
        var isLost = monitor.isEmbedded() && monitor.outageDuration().compareTo(REOPEN_TIMEOUT) > 0;
        return (isLost ? Health.down() : Health.up()).build();
    }
}
