package io.drawdown.quota.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.quota.packages.DeductionEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the deductions that people and programs read. */
@Repository
public class DeductionRepository {

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    DeductionRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The deductions from a package less reversals, for usage that ended at an instant or shortly before. */
    public record NetDeduction(Instant at, long nodeSeconds) {}

    /** Lists the deductions of an account, in the order in which they were settled. A null argument doesn't filter. */
    public Listing<DeductionEntry> list(
            String account,
            @Nullable Long packageId,
            @Nullable String job,
            @Nullable Instant from,
            @Nullable Instant to) {
        var join = "join usage_record u on u.account = d.account and u.entry = d.usage_entry";
        var listing = new SqlListing<>(
                        database, """
                        d.entry, u.source, u.event_id, u.job, d.package_id, d.from_at, d.to_at, d.node_seconds,
                        d.remaining_after, d.settled_at, d.reverses""", job == null ? "deduction d" : "deduction d " + join, (row, index) -> read(row))
                .within("d.account", "account", account)
                .within("d.package_id", "package", packageId)
                .where("u.job = :job", "job", job)
                .where("d.to_at > :from", "from", Sql.utcOrNull(from))
                .where("d.from_at < :to", "to", Sql.utcOrNull(to))
                .orderBy(SortColumn.integer("d.entry"))
                .sortable("from", SortColumn.instant("d.from_at"))
                .sortable("nodeSeconds", SortColumn.integer("d.node_seconds"))
                .sortable("settledAt", SortColumn.integer("d.entry"));
        return job == null ? listing.joining(join) : listing;
    }

    /** Sums the deductions of a package by intervals of a width in seconds from a start on, in the order of time. */
    public List<NetDeduction> sumByInterval(String account, long packageId, Instant start, long width) {
        return jdbc.sql("""
                        select max(d.to_at) as at, %s as taken
                        from deduction d
                        where d.account = :account and d.package_id = :package
                        group by cast(extract(epoch from (d.to_at - cast(:start as timestamp with time zone))) as bigint) / :width
                        order by 1""".formatted(Reversals.netSum("d", "node_seconds")))
                .param("account", account)
                .param("package", packageId)
                .param("start", Sql.utc(start))
                .param("width", width)
                .query((row, index) -> new NetDeduction(Sql.instant(row, "at"), row.getLong("taken")))
                .list();
    }

    static DeductionEntry read(ResultSet row) throws SQLException {
        return new DeductionEntry(
                row.getString("source"),
                row.getString("event_id"),
                row.getString("job"),
                row.getString("package_id"),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "to_at"),
                row.getLong("node_seconds"),
                row.getLong("remaining_after"),
                Sql.instant(row, "settled_at"),
                row.getObject("reverses") != null);
    }
}
