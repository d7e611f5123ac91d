package io.drawdown.usage;

import io.drawdown.base.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A job as one pass over usage records and runs shows it. */
record JobSpan(String job, boolean voided, long nodes, Instant startedAt, Instant endedAt, long nodeSeconds) {

    static JobSpan read(ResultSet row, boolean voided) throws SQLException {
        return new JobSpan(
                row.getString("job"),
                voided,
                row.getLong("nodes"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                row.getLong("node_seconds"));
    }
}
