package io.drawdown.base.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The readiness check, which is down while the database can't be reached. It uses no connection of the pool and takes
 * at most two seconds.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private final DatabaseMonitor monitor;

    DatabaseHealth(DatabaseMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Health health() {
        return (monitor.isReachable() ? Health.up() : Health.down()).build();
    }
}
