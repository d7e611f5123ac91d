package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.drawdown.base.Unavailable;
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
 * Knows whether the database can be reached: asks it, by a connection that is not of the pool, when somebody wants to know or a
 * connection has failed, and each second while it is away. An embedded database that was closed is opened again by that.
 */
public class DatabaseWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often a database elsewhere is looked for while others wait for its answers, which a hanging one never gives. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** A failure that took so long is a silence, and no connection that was closed. */
    private static final Duration SILENCE = PATIENCE.minusMillis(500);

    /** After so long an embedded database that could write, and is not opened again, won't be. Nothing that was acknowledged is lost. */
    private static final Duration HOPELESS = Duration.ofSeconds(90);

    private static final int EXIT = 70;

    private final HikariDataSource pool;
    private final DirectConnections direct;
    private final ScheduledExecutorService thread;
    private final Set<Connection> lent = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable CompletableFuture<Boolean> look;
    private @Nullable Connection own;
    private volatile long answeredAt = System.nanoTime() - FRESH.toNanos();
    private volatile @Nullable Outage outage;

    /** Told, in the watch's own thread, that the database is away or has come back. */
    public interface Listener {
        void changed(boolean away);
    }

    private record Outage(long since) {

        Duration length() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    DatabaseWatch(HikariDataSource pool, DirectConnections direct) {
        this.pool = pool;
        this.direct = direct;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-watch").daemon().factory());
        if (!direct.isEmbedded()) {
            thread.scheduleWithFixedDelay(
                    this::lookWhileInUse, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
        pool.setExceptionOverride(new SQLExceptionOverride() {
            @java.lang.Override
            public Override adjudicate(SQLException failure) {
                if (!Unavailable.isBrokenConnection(failure)) {
                    return Override.CONTINUE_EVICT;
                }
                direct.closedItself();
                evict(); // the others have probably gone the same way
                suspect();
                return Override.MUST_EVICT;
            }
        });
    }

    /** Whether the database was away when it was last looked for, which is a second ago at most. Asks nothing and never waits. */
    public boolean isAway() {
        return outage != null;
    }

    /** For how long the database has been away; zero if it is there. */
    public Duration awayFor() {
        var now = outage;
        return now == null ? Duration.ZERO : now.length();
    }

    /** Whether the program keeps its database in files of its own. */
    public boolean isEmbedded() {
        return direct.isEmbedded();
    }

    /** Whether the database answers now, or did within the last second; takes two seconds at most. */
    public boolean answers() {
        if (isAway()) {
            return false;
        }
        if (System.nanoTime() - answeredAt < FRESH.toNanos()) {
            return true;
        }
        try {
            return look().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has a listener told of each change from now on. */
    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /** Looks at once, without waiting, since a connection has failed. */
    void suspect() {
        if (!isAway()) {
            look();
        }
    }

    /** Notes a connection of the pool, so that nobody waits on it for ever should the database have vanished. */
    void lent(Connection physical) {
        lent.add(physical);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        forget();
    }

    private synchronized CompletableFuture<Boolean> look() {
        if (look == null || look.isDone()) {
            var next = new CompletableFuture<Boolean>();
            look = next;
            try {
                thread.execute(() -> next.complete(check()));
            } catch (RejectedExecutionException ended) {
                next.complete(false);
            }
        }
        return look;
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
            ask();
        } catch (SQLException failed) {
            if (DirectConnections.isAway(failed)) {
                away(failed);
                return false;
            }
            LOG.debug("The database answers, and refuses to be asked", failed);
        } catch (RuntimeException broken) {
            LOG.warn("The database couldn't be looked for: {}", broken.getMessage());
            return !isAway();
        }
        back();
        return true;
    }

    private void ask() throws SQLException {
        if (own != null) {
            var begun = System.nanoTime();
            try {
                ask(own);
                return;
            } catch (SQLException failed) {
                forget();
                evict();
                if (!DirectConnections.isAway(failed) || System.nanoTime() - begun > SILENCE.toNanos()) {
                    throw failed;
                }
            }
        }
        own = direct.open();
        ask(own);
    }

    private static void ask(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void away(SQLException why) {
        if (outage == null) {
            outage = new Outage(System.nanoTime());
            LOG.warn(
                    "The database can't be reached; requests are answered with 503 until it can: {}", why.getMessage());
            evict();
            listeners.forEach(listener -> listener.changed(true));
        } else if (direct.isEmbedded() && awayFor().compareTo(HOPELESS) > 0 && direct.hasRoom()) {
            LOG.error(
                    "The embedded database has stayed closed for {} s, and there is room on its disk. The program ends, to be started again: {}",
                    awayFor().toSeconds(),
                    why.getMessage());
            Runtime.getRuntime().halt(EXIT);
        }
        if (!direct.isEmbedded()) {
            abandon();
        }
        try {
            thread.schedule(this::check, FRESH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("The program ends");
        }
    }

    private void back() {
        answeredAt = System.nanoTime();
        var over = outage;
        if (over != null) {
            evict();
            outage = null;
            LOG.info(
                    "The database can be reached again, after {} s",
                    over.length().toSeconds());
            listeners.forEach(listener -> listener.changed(false));
        }
    }

    private void evict() {
        var running = pool.getHikariPoolMXBean();
        if (running != null) {
            running.softEvictConnections();
        }
    }

    private void abandon() {
        List<Connection> all;
        synchronized (lent) {
            all = List.copyOf(lent);
            lent.clear();
        }
        for (var connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException closed) {
                LOG.debug("A connection was closed already", closed);
            }
        }
    }

    private void forget() {
        var old = own;
        own = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException broken) {
                LOG.debug("A connection couldn't be closed", broken);
            }
        }
    }
}
