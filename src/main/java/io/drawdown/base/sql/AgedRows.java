package io.drawdown.base.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that are deleted by their ids once they are older than they are kept.
 *
 * @param kept for how long; zero keeps them for ever
 * @param select finds the ids of rows from before {@code :before}, {@code :most} of them, and locks the rows
 * @param deletes the statements that delete the rows with {@code :ids}, in this order
 */
public record AgedRows(JdbcClient jdbc, Duration kept, String select, List<String> deletes) {

    /** Deletes some rows that are too old, and returns their number. */
    public int delete(Instant now, int most) {
        if (kept.isZero()) {
            return 0;
        }
        var ids = jdbc.sql(select)
                .param("before", Sql.utc(now.minus(kept)))
                .param("most", most)
                .query((row, index) -> row.getLong("id"))
                .list();
        if (!ids.isEmpty()) {
            deletes.forEach(statement -> jdbc.sql(statement)
                    .param("ids", Sql.array("bigint", ids, id -> id))
                    .update());
        }
        return ids.size();
    }
}
