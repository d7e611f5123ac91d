package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A connection pool that fails at once during an outage instead of making callers wait. */
class MonitoredDataSource extends DelegatingDataSource {

    private static final String CONNECTION_FAILURE = "08001";

    private final DatabaseMonitor monitor;

    MonitoredDataSource(HikariDataSource pool, DatabaseMonitor monitor) {
        super(pool);
        this.monitor = monitor;
    }

    DatabaseMonitor monitor() {
        return monitor;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (monitor.isAway()) {
            throw new SQLTransientConnectionException(
                    "The database can't be reached; it is looked for each second", CONNECTION_FAILURE);
        }
        try {
            var connection = super.getConnection();
            monitor.trackConnection(connection.unwrap(Connection.class));
            return connection;
        } catch (SQLException failed) {
            monitor.checkSoon();
            throw failed;
        }
    }
}
