package io.drawdown.audit.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.drawdown.account.Access;
import io.drawdown.account.Caller;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedLook;
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
 * Enters looks before what is looked at is read; where that can't be done, nothing is read either. Reading transactions can't
 * write, so that looks have connections of their own: waiting for one from the pool that the reader holds one of could be
 * waiting for oneself.
 */
@Component
class Looks {

    private static final Duration SAME_LOOK = Duration.ofMinutes(1);
    private static final int CONNECTIONS = 2;

    private final AuditTable table;
    private final Origin origin;
    private final Access access;
    private final Clock clock;
    private final HikariDataSource connections;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConcurrentMap<Look, Instant> entered = new ConcurrentHashMap<>();

    Looks(AuditTable table, Origin origin, Access access, Clock clock, DataSource dataSource) throws SQLException {
        this.table = table;
        this.origin = origin;
        this.access = access;
        this.clock = clock;
        this.connections = few(dataSource.unwrap(HikariDataSource.class));
        this.jdbc = JdbcClient.create(connections);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
    }

    private record Look(
            Caller who, AuditAction what, @Nullable String account, String subject) {}

    @EventListener
    public void enter(AuditedLook told) {
        var subject = told.subject() == null ? origin.subject() : told.subject();
        var look = new Look(access.caller(), told.action(), told.account(), subject);
        var now = clock.instant();
        entered.compute(look, (same, last) -> last != null && isSame(last, now) ? last : write(look, now));
        entered.values().removeIf(last -> !isSame(last, now));
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    private Instant write(Look look, Instant now) {
        var entry = new AuditTable.Draft(
                now, look.who(), look.what(), look.account(), look.subject(), origin.address(), null, null);
        transaction.executeWithoutResult(status -> table.write(jdbc, entry)); // which gives the connection back at once
        return now;
    }

    private static boolean isSame(Instant last, Instant now) {
        return !now.isBefore(last) && now.isBefore(last.plus(SAME_LOOK));
    }

    private static HikariDataSource few(HikariDataSource all) {
        var settings = new HikariConfig();
        all.copyStateTo(settings);
        settings.setPoolName("looks");
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(0);
        settings.setInitializationFailTimeout(-1);
        return new HikariDataSource(settings);
    }
}
