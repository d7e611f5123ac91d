package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Opens connections outside the pool that never block for long. */
class DirectConnections {

    private static final Logger LOG = LoggerFactory.getLogger(DirectConnections.class);

    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = H2 + "file:";
    private static final String TIMEOUT_SECONDS = "2";
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final int TRIES_PER_LOG_LINE = 10;
    private static final int REQUIRED_SPACE_BYTES = 4 * 1024 * 1024;

    /** Failures that waiting doesn't resolve: wrong user or password, no such database. */
    private static final Set<String> PERMANENT_FAILURE_STATES = Set.of("28000", "28P01", "3D000");

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String CONNECTION_FAILURE = "08001";

    private final HikariDataSource pool;
    private volatile boolean mustTryWriting;

    DirectConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    boolean isEmbedded() {
        return url().startsWith(H2) && !url().startsWith(H2 + "tcp:") && !url().startsWith(H2 + "ssl:");
    }

    /**
     * Configures the pool. PostgreSQL's driver gets a connect timeout and TCP keep-alive, but no statement timeout;
     * settings in the URL take precedence. An embedded database is opened only if there is disk space: once opened on
     * a full disk and closed again, it would lock its file permanently.
     */
    void configurePool() {
        if (isPostgres()) {
            configurePool("connectTimeout", TIMEOUT_SECONDS);
            configurePool("tcpKeepAlive", "true");
        } else if (folder() != null) {
            pool.setDataSource(new AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    return open();
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    return open();
                }
            });
        }
    }

    /**
     * Waits until the database answers.
     *
     * @throws DatabaseUnreachableException if it doesn't answer in time, or refuses the connection
     */
    void awaitDatabase(Duration longest) {
        var begun = System.nanoTime();
        for (var tries = 0; !isEmbedded(); tries++) {
            try (var _ = open()) {
                if (tries > 0) {
                    LOG.info("The database answers");
                }
                return;
            } catch (SQLException failed) {
                if (isPermanent(failed)) {
                    throw new DatabaseUnreachableException(url(), failed, true);
                }
                if (System.nanoTime() - begun >= longest.toNanos()) {
                    throw new DatabaseUnreachableException(url(), failed, false);
                }
                if (tries % TRIES_PER_LOG_LINE == 0) {
                    LOG.warn(
                            "The database {} can't be reached; the start waits for it up to {} s: {}",
                            withoutParameters(url()),
                            longest.toSeconds(),
                            failed.getMessage());
                }
            }
            pause();
        }
    }

    /**
     * Opens a connection. On PostgreSQL, every operation times out after two seconds.
     *
     * @throws SQLException also if an embedded database has no disk space
     */
    Connection open() throws SQLException {
        if (!hasDiskSpace()) {
            throw new SQLException("The disk is full", CONNECTION_FAILURE);
        }
        var properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        put(properties, "user", pool.getUsername());
        put(properties, "password", pool.getPassword());
        if (isPostgres()) {
            for (var name : new String[] {"connectTimeout", "socketTimeout", "loginTimeout", "cancelSignalTimeout"}) {
                properties.setProperty(name, TIMEOUT_SECONDS);
            }
        }
        return DriverManager.getConnection(url(), properties);
    }

    /** Whether the failure means that the database can't be reached, rather than that it refuses a request. */
    static boolean isAway(SQLException failed) {
        for (var one = failed; one != null; one = one.getNextException()) {
            if (OutageClassifier.isBrokenConnection(one)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the next check of the disk space write a file, in addition to reading the free space. */
    void tryWritingFromNow() {
        mustTryWriting = true;
    }

    /** Whether an embedded database can write now. */
    boolean hasDiskSpace() {
        var folder = folder();
        if (folder == null || !Files.isDirectory(folder)) {
            return true;
        }
        try {
            if (Files.getFileStore(folder).getUsableSpace() < REQUIRED_SPACE_BYTES) {
                return false;
            }
            if (mustTryWriting) {
                tryWriting(folder);
                mustTryWriting = false;
            }
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private static void tryWriting(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "room", ".tmp");
        try {
            Files.write(file, new byte[REQUIRED_SPACE_BYTES]);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private @Nullable Path folder() {
        if (!url().startsWith(H2_FILE)) {
            return null;
        }
        var path = url().substring(H2_FILE.length()).split(";", 2)[0];
        return Path.of(path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path)
                .toAbsolutePath()
                .getParent();
    }

    private static boolean isPermanent(SQLException failed) {
        return PERMANENT_FAILURE_STATES.contains(failed.getSQLState())
                || (!isAway(failed) && !TOO_MANY_CONNECTIONS.equals(failed.getSQLState()));
    }

    private void configurePool(String name, String value) {
        if (!url().contains(name + "=") && !pool.getDataSourceProperties().containsKey(name)) {
            pool.addDataSourceProperty(name, value);
        }
    }

    private boolean isPostgres() {
        return url().startsWith(POSTGRES);
    }

    private String url() {
        return pool.getJdbcUrl() == null ? "" : pool.getJdbcUrl();
    }

    private static String withoutParameters(String url) {
        return url.split("[?;]", 2)[0];
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_INTERVAL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the database", interrupted);
        }
    }
}
