package io.drawdown.billing.internal;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.lines.Line;
import io.drawdown.quota.lines.LineBatch;
import io.drawdown.quota.lines.RunProgress;
import io.drawdown.quota.lines.StoredLines;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of merged lines of charges. */
@Repository
public class ChargeLineRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ChargeLineRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Finds the lines of these runs that end where the run is settled up to. */
    public List<Line<ChargePayer>> findToContinue(Collection<RunProgress> runs) {
        return Sql.queryInChunks(runs, this::readToContinue);
    }

    private List<Line<ChargePayer>> readToContinue(List<RunProgress> runs) {
        return jdbc.sql(StoredLines.selectToContinue(
                        "charge_line", "l.per_node_hour, l.amount, l.currency, l.reason, l.because"))
                .params(RunProgress.parameters(runs))
                .query((row, index) -> StoredLines.read(
                        row,
                        new ChargePayer(
                                new Why(Reason.valueOf(row.getString("reason")), row.getObject("because", Long.class)),
                                new Money(
                                                row.getBigDecimal("per_node_hour"),
                                                Currency.getInstance(row.getString("currency")))
                                        .normalized(),
                                false),
                        row.getBigDecimal("amount"),
                        0))
                .list();
    }

    /** Writes the lines of a transaction. */
    public void write(LineBatch<ChargePayer> lines, Instant settledAt) {
        var begun = lines.begun();
        if (!begun.isEmpty()) {
            batches.batchUpdate(
                    """
                    insert into charge_line (account, last_entry, entry, owner, usage_entry, job, from_at, to_at, node_seconds,
                        per_node_hour, amount, currency, reason, because, settled_at, reverses)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    begun.stream()
                            .map(line -> new @Nullable Object[] {
                                line.owner().account(),
                                line.whole().entry(),
                                line.firstEntry(),
                                line.owner().entry(),
                                line.whole().usage().entry(),
                                line.owner().job(),
                                Sql.utc(line.whole().from()),
                                Sql.utc(line.whole().to()),
                                line.whole().nodeSeconds(),
                                line.payer().perNodeHour().amount(),
                                line.whole().amount(),
                                line.payer().perNodeHour().currency().getCurrencyCode(),
                                line.payer().why().reason().name(),
                                line.payer().why().because(),
                                Sql.utc(settledAt),
                                line.whole().reversedEntry()
                            })
                            .toList());
        }
        var continued = lines.continued();
        if (!continued.isEmpty()) {
            batches.batchUpdate(
                    "update charge_line set last_entry = ?, to_at = ?, node_seconds = ?, amount = ?, settled_at = ?"
                            + " where account = ? and last_entry = ?",
                    continued.stream()
                            .map(line -> new @Nullable Object[] {
                                line.whole().entry(),
                                Sql.utc(line.whole().to()),
                                line.whole().nodeSeconds(),
                                line.whole().amount(),
                                Sql.utc(settledAt),
                                line.owner().account(),
                                line.storedEntry()
                            })
                            .toList());
        }
    }
}
