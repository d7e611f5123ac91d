package io.drawdown.audit.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedRead;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records each audited read before the data is read. If the record can't be written, nothing is read either.
 * Read-only transactions can't write, so records use connections of their own. These don't come from the reader's
 * pool: a reader that holds one of its connections and waits for another could deadlock.
 */
@Component
class AccessLog {

    private static final Duration REPEAT_WITHIN = Duration.ofMinutes(1);
    private static final int MAX_CONNECTIONS = 2;

    private final AuditRepository repository;
    private final RequestOrigin requestOrigin;
    private final Access access;
    private final Clock clock;
    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConcurrentMap<AccessKey, Instant> recordedAt = new ConcurrentHashMap<>();

    AccessLog(
            AuditRepository repository, RequestOrigin requestOrigin, Access access, Clock clock, DataSource dataSource)
            throws SQLException {
        this.repository = repository;
        this.requestOrigin = requestOrigin;
        this.access = access;
        this.clock = clock;
        this.connections = createSmallPool(dataSource.unwrap(HikariDataSource.class));
        this.jdbc = JdbcClient.create(connections);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
    }

    private record AccessKey(
            Caller who, AuditAction what, @Nullable String account, String subject) {}

    @EventListener
    public void record(AuditedRead told) {
        var subject = told.subject() == null ? requestOrigin.subject() : told.subject();
        var accessKey = new AccessKey(access.caller(), told.action(), told.account(), subject);
        var now = clock.instant();
        recordedAt.compute(
                accessKey, (same, last) -> last != null && isRepeat(last, now) ? last : insert(accessKey, now));
        recordedAt.values().removeIf(last -> !isRepeat(last, now));
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    private Instant insert(AccessKey accessKey, Instant now) {
        var entry = new AuditRepository.NewEntry(
                now,
                accessKey.who(),
                accessKey.what(),
                accessKey.account(),
                accessKey.subject(),
                requestOrigin.address(),
                null,
                null);
        transaction.executeWithoutResult(
                status -> repository.insert(jdbc, entry)); // the transaction gives the connection back at once
        return now;
    }

    private static boolean isRepeat(Instant last, Instant now) {
        return !now.isBefore(last) && now.isBefore(last.plus(REPEAT_WITHIN));
    }

    private static HikariDataSource createSmallPool(HikariDataSource all) {
        var settings = new HikariConfig();
        all.copyStateTo(settings);
        settings.setPoolName("looks");
        settings.setMaximumPoolSize(MAX_CONNECTIONS);
        settings.setMinimumIdle(0);
        settings.setInitializationFailTimeout(-1);
        return new HikariDataSource(settings);
    }
}
