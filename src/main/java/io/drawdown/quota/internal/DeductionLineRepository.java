package io.drawdown.quota.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.quota.lines.Line;
import io.drawdown.quota.lines.LineBatch;
import io.drawdown.quota.lines.RunProgress;
import io.drawdown.quota.lines.StoredLines;
import io.drawdown.quota.packages.DeductionEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of merged lines of deductions. */
@Repository
public class DeductionLineRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SqlListing.Database database;

    DeductionLineRepository(JdbcClient jdbc, JdbcTemplate batches, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
    }

    /** Lists the lines of an account, or of one of its packages, in the order in which they were last settled. */
    public Listing<DeductionEntry> list(String account, @Nullable Long packageId) {
        return new SqlListing<>(database, """
                        l.entry, u.source, u.event_id, l.job, l.package_id, l.from_at, l.to_at, l.node_seconds, l.remaining_after,
                        l.settled_at, l.reverses""", "deduction_line l", (row, index) -> DeductionRepository.read(row))
                .within("l.account", "account", account)
                .within("l.package_id", "package", packageId)
                .orderBy(SortColumn.integer("l.last_entry"))
                .sortable("from", SortColumn.instant("l.from_at"))
                .sortable("nodeSeconds", SortColumn.integer("l.node_seconds"))
                .sortable("settledAt", SortColumn.integer("l.last_entry"))
                .joining("join usage_record u on u.account = l.account and u.entry = l.usage_entry");
    }

    /** Finds the lines of these runs that end where the run is settled up to. */
    public List<Line<DeductionPayer>> findToContinue(Collection<RunProgress> runs) {
        return Sql.queryInChunks(runs, this::readToContinue);
    }

    private List<Line<DeductionPayer>> readToContinue(List<RunProgress> runs) {
        return jdbc.sql(StoredLines.selectToContinue("deduction_line", "l.package_id, l.remaining_after"))
                .params(RunProgress.parameters(runs))
                .query((row, index) -> StoredLines.read(
                        row,
                        new DeductionPayer(row.getLong("package_id"), false),
                        BigDecimal.ZERO,
                        row.getLong("remaining_after")))
                .list();
    }

    /** Writes the lines of a transaction. */
    public void write(LineBatch<DeductionPayer> lines, Instant settledAt) {
        var begun = lines.begun();
        if (!begun.isEmpty()) {
            batches.batchUpdate(
                    """
                    insert into deduction_line (account, last_entry, entry, owner, usage_entry, job, package_id, from_at, to_at,
                        node_seconds, remaining_after, settled_at, reverses)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    begun.stream()
                            .map(line -> new @Nullable Object[] {
                                line.owner().account(),
                                line.whole().entry(),
                                line.firstEntry(),
                                line.owner().entry(),
                                line.whole().usage().entry(),
                                line.owner().job(),
                                line.payer().packageId(),
                                Sql.utc(line.whole().from()),
                                Sql.utc(line.whole().to()),
                                line.whole().nodeSeconds(),
                                line.whole().remainingAfter(),
                                Sql.utc(settledAt),
                                line.whole().reversedEntry()
                            })
                            .toList());
        }
        var continued = lines.continued();
        if (!continued.isEmpty()) {
            batches.batchUpdate(
                    """
                    update deduction_line set last_entry = ?, to_at = ?, node_seconds = ?, remaining_after = ?, settled_at = ?
                    where account = ? and last_entry = ?""",
                    continued.stream()
                            .map(line -> new @Nullable Object[] {
                                line.whole().entry(),
                                Sql.utc(line.whole().to()),
                                line.whole().nodeSeconds(),
                                line.whole().remainingAfter(),
                                Sql.utc(settledAt),
                                line.owner().account(),
                                line.storedEntry()
                            })
                            .toList());
        }
    }
}
