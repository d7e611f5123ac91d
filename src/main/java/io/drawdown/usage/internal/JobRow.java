package io.drawdown.usage.internal;

import io.drawdown.base.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A job as read in one pass over usage records and runs. */
public record JobRow(String job, boolean voided, long nodes, Instant startedAt, Instant endedAt, long nodeSeconds) {

    public static JobRow read(ResultSet row, boolean voided) throws SQLException {
        return new JobRow(
                row.getString("job"),
                voided,
                row.getLong("nodes"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                row.getLong("node_seconds"));
    }
}
