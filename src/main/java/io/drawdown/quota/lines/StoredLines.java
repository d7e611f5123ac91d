package io.drawdown.quota.lines;

import io.drawdown.base.sql.Sql;
import io.drawdown.quota.ledger.UsageRef;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The SQL that the tables of merged lines have in common, whoever pays. */
public final class StoredLines {

    private StoredLines() {}

    /**
     * Returns the query of the lines that end where runs are settled up to, with the parameters of {@link RunProgress}.
     *
     * @param payerColumns the columns of the table, as {@code l}, that only its lines have
     */
    public static String selectToContinue(String table, String payerColumns) {
        return """
                select l.account, l.owner, l.job, l.entry, l.last_entry, l.usage_entry, l.from_at, l.to_at, l.node_seconds, %s
                from %s
                join %s l on l.account = k.account and l.job = k.job and l.from_at >= k.started_at
                     and l.owner = k.owner and l.to_at = k.settled_until
                where l.reverses is null""".formatted(payerColumns, RunProgress.TABLE, table);
    }

    /** Reads a line that takes nothing back. */
    public static <P> Line<P> read(ResultSet row, P payer, BigDecimal amount, long remainingAfter) throws SQLException {
        return new Line<>(
                new LineOwner(row.getString("account"), row.getLong("owner"), row.getString("job")),
                payer,
                row.getLong("entry"),
                row.getLong("last_entry"),
                new LinePiece(
                        new UsageRef(row.getString("account"), row.getLong("usage_entry")),
                        row.getLong("last_entry"),
                        Sql.instant(row, "from_at"),
                        Sql.instant(row, "to_at"),
                        row.getLong("node_seconds"),
                        amount,
                        remainingAfter,
                        null));
    }
}
