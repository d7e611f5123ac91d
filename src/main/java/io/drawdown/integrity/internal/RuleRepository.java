package io.drawdown.integrity.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Runs the queries of rules over the whole ledger. */
@Repository
public class RuleRepository {

    private static final int FETCH_SIZE = 1000;

    private final JdbcTemplate jdbc;

    RuleRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Receives each violation of a rule as it is read. */
    public interface ViolationListener {

        void onViolation(String subject, String detail);
    }

    /**
     * Finds the violations of a rule.
     *
     * @param onStatement gets the statement before it runs, so that it can be cancelled, and null when it has ended
     */
    public void findViolations(
            Rule rule, Consumer<@Nullable PreparedStatement> onStatement, ViolationListener onViolation) {
        jdbc.query(connection -> prepare(connection, rule.sql(), onStatement), row -> {
            var detail = rule.details().describe(row);
            if (detail != null) {
                onViolation.onViolation(row.getString("subject"), detail);
            }
        });
        onStatement.accept(null);
    }

    /**
     * Counts the rows of a table.
     *
     * @param onStatement gets the statement before it runs, so that it can be cancelled, and null when it has ended
     */
    public long count(String table, Consumer<@Nullable PreparedStatement> onStatement) {
        var counted = new long[1];
        jdbc.query(connection -> prepare(connection, "select count(*) as number from " + table, onStatement), row -> {
            counted[0] = row.getLong("number");
        });
        onStatement.accept(null);
        return counted[0];
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, Consumer<@Nullable PreparedStatement> onStatement) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCH_SIZE);
        onStatement.accept(statement);
        return statement;
    }
}
