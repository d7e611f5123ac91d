package io.drawdown.base.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool of connections, which refuses at once while the database is known to be away instead of having everybody wait. */
class WatchedDataSource extends DelegatingDataSource {

    private static final String CONNECTION_FAILURE = "08001";

    private final DatabaseWatch watch;

    WatchedDataSource(HikariDataSource pool, DatabaseWatch watch) {
        super(pool);
        this.watch = watch;
    }

    DatabaseWatch watch() {
        return watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (watch.isAway()) {
            throw new SQLTransientConnectionException(
                    "The database can't be reached; it is looked for each second", CONNECTION_FAILURE);
        }
        try {
            var connection = super.getConnection();
            watch.lent(connection.unwrap(Connection.class));
            return connection;
        } catch (SQLException failed) {
            watch.suspect();
            throw failed;
        }
    }
}
