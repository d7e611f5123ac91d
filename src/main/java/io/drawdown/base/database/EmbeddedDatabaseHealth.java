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

    private static final Duration REOPENS_WITHIN = Duration.ofMinutes(1);

    private final DatabaseWatch watch;

    EmbeddedDatabaseHealth(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        var isLost = watch.isEmbedded() && watch.awayFor().compareTo(REOPENS_WITHIN) > 0;
        return (isLost ? Health.down() : Health.up()).build();
    }
}
