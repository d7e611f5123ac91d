package io.drawdown.base.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Readiness is down while the database can't be reached. Asking for it takes no connection of the pool and two seconds at most. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private final DatabaseMonitor monitor;

    DatabaseHealth(DatabaseMonitor watch) {
        this.monitor = watch;
    }

    @Override
    public Health health() {
        return (monitor.isReachable() ? Health.up() : Health.down()).build();
    }
}
