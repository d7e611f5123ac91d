package io.drawdown.base.database;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The liveness check, which is down once an embedded database has been closed for a minute and couldn't be reopened,
 * because a restart may help then. It runs no query. A remote database doesn't affect it, because a restart of this
 * program wouldn't help.
 */
@Component("embeddedDatabaseHealthIndicator")
class EmbeddedDatabaseHealth implements HealthIndicator {

    private static final Duration REOPEN_TIMEOUT = Duration.ofMinutes(1);

    private final DatabaseMonitor monitor;

    EmbeddedDatabaseHealth(DatabaseMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Health health() {
        var isLost = monitor.isEmbedded() && monitor.outageDuration().compareTo(REOPEN_TIMEOUT) > 0;
        return (isLost ? Health.down() : Health.up()).build();
    }
}
