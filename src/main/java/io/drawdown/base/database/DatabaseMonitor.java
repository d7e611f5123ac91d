package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Monitors whether the database can be reached. Checks it over its own connection outside the pool: on request, when
 * a connection has failed, and every second during an outage. A check also reopens an embedded database that was
 * closed.
 */
public class DatabaseMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

    /**
     * The interval of checks on a remote database while connections are in use, because they could wait for ever if
     * it hangs.
     */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** A failure that took longer than this is a timeout and not a closed connection. */
    private static final Duration SILENCE = ANSWER_TIMEOUT.minusMillis(500);

    /**
     * An embedded database that has disk space and is still closed after this time won't reopen. No acknowledged
     * change is lost.
     */
    private static final Duration EXIT_AFTER = Duration.ofSeconds(90);

    private static final int EXIT_CODE = 70;

    private final HikariDataSource pool;
    private final DirectConnections directConnections;
    private final ScheduledExecutorService executor;
    private final Set<Connection> lentConnections =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable CompletableFuture<Boolean> pendingCheck;
    private @Nullable Connection ownConnection;
    private volatile long answeredAt = System.nanoTime() - CHECK_INTERVAL.toNanos();
    private volatile @Nullable Outage outage;

    /** Notified in the monitor's thread when the database becomes unreachable or reachable. */
    public interface Listener {
        void onChange(boolean away);
    }

    private record Outage(long startedNanos) {

        Duration duration() {
            return Duration.ofNanos(System.nanoTime() - startedNanos);
        }
    }

    DatabaseMonitor(HikariDataSource pool, DirectConnections directConnections) {
        this.pool = pool;
        this.directConnections = directConnections;
        executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-watch").daemon().factory());
        if (!directConnections.isEmbedded()) {
            var _ = executor.scheduleWithFixedDelay(
                    this::lookWhileInUse, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
        pool.setExceptionOverride(new SQLExceptionOverride() {
            @java.lang.Override
            public SQLExceptionOverride.Override adjudicate(SQLException failure) {
                if (!OutageClassifier.isBrokenConnection(failure)) {
                    return SQLExceptionOverride.Override.CONTINUE_EVICT;
                }
                directConnections.tryWritingFromNow();
                evictPool(); // the other connections have probably failed, too
                checkSoon();
                return SQLExceptionOverride.Override.MUST_EVICT;
            }
        });
    }

    /** Whether the database was unreachable at the last check. Runs no check and never waits. */
    public boolean isAway() {
        return outage != null;
    }

    /** Returns how long the database has been unreachable; zero if it is reachable. */
    public Duration outageDuration() {
        var now = outage;
        return now == null ? Duration.ZERO : now.duration();
    }

    /** Whether the database is embedded in this program. */
    public boolean isEmbedded() {
        return directConnections.isEmbedded();
    }

    /** Whether the database answers now or did within the last second. Takes at most two seconds. */
    public boolean isReachable() {
        if (isAway()) {
            return false;
        }
        if (System.nanoTime() - answeredAt < CHECK_INTERVAL.toNanos()) {
            return true;
        }
        try {
            return requestCheck().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Adds a listener for future changes. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Requests a check after a connection has failed, without waiting for the result. */
    void checkSoon() {
        if (!isAway()) {
            var _ = requestCheck();
        }
    }

    /**
     * Tracks a connection of the pool, so that it can be aborted during an outage instead of blocking its user for
     * ever.
     */
    void trackConnection(Connection physical) {
        lentConnections.add(physical);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        closeOwnConnection();
    }

    private synchronized CompletableFuture<Boolean> requestCheck() {
        if (pendingCheck == null || pendingCheck.isDone()) {
            var next = new CompletableFuture<Boolean>();
            pendingCheck = next;
            try {
                executor.execute(() -> next.complete(check()));
            } catch (RejectedExecutionException ended) {
                next.complete(false);
            }
        }
        return pendingCheck;
    }

    private void lookWhileInUse() {
        var running = pool.getHikariPoolMXBean();
        if (!isAway()
                && running != null
                && running.getActiveConnections() + running.getThreadsAwaitingConnection() > 0
                && System.nanoTime() - answeredAt >= BETWEEN_LOOKS.toNanos()) {
            check();
        }
    }

    private boolean check() {
        try {
            ping();
        } catch (SQLException failed) {
            if (DirectConnections.isAway(failed)) {
                onUnreachable(failed);
                return false;
            }
            LOG.debug("The database answers, and refuses to be asked", failed);
        } catch (RuntimeException broken) {
            LOG.warn("The database couldn't be looked for: {}", broken.getMessage());
            return !isAway();
        }
        onReachable();
        return true;
    }

    private void ping() throws SQLException {
        if (ownConnection != null) {
            var begun = System.nanoTime();
            try {
                ping(ownConnection);
                return;
            } catch (SQLException failed) {
                closeOwnConnection();
                evictPool();
                if (!DirectConnections.isAway(failed) || System.nanoTime() - begun > SILENCE.toNanos()) {
                    throw failed;
                }
            }
        }
        ownConnection = directConnections.open();
        ping(ownConnection);
    }

    private static void ping(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void onUnreachable(SQLException why) {
        if (outage == null) {
            outage = new Outage(System.nanoTime());
            LOG.warn(
                    "The database can't be reached; requests are answered with 503 until it can: {}", why.getMessage());
            evictPool();
            listeners.forEach(listener -> listener.onChange(true));
        } else if (directConnections.isEmbedded()
                && outageDuration().compareTo(EXIT_AFTER) > 0
                && directConnections.hasDiskSpace()) {
            LOG.error(
                    "The embedded database has stayed closed for {} s, and there is room on its disk. The program ends, to be started again: {}",
                    outageDuration().toSeconds(),
                    why.getMessage());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        if (!directConnections.isEmbedded()) {
            abortLentConnections();
        }
        try {
            var _ = executor.schedule(this::check, CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("The program ends");
        }
    }

    private void onReachable() {
        answeredAt = System.nanoTime();
        var over = outage;
        if (over != null) {
            evictPool();
            outage = null;
            LOG.info(
                    "The database can be reached again, after {} s",
                    over.duration().toSeconds());
            listeners.forEach(listener -> listener.onChange(false));
        }
    }

    private void evictPool() {
        var running = pool.getHikariPoolMXBean();
        if (running != null) {
            running.softEvictConnections();
        }
    }

    private void abortLentConnections() {
        List<Connection> all;
        synchronized (lentConnections) {
            all = List.copyOf(lentConnections);
            lentConnections.clear();
        }
        for (var connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException closed) {
                LOG.debug("A connection was closed already", closed);
            }
        }
    }

    private void closeOwnConnection() {
        var old = ownConnection;
        ownConnection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException broken) {
                LOG.debug("A connection couldn't be closed", broken);
            }
        }
    }
}
