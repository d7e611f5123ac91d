package io.drawdown.billing.internal;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.Line;
import io.drawdown.quota.lines.LineBatch;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.lines.LinePiece;
import io.drawdown.quota.lines.RunProgress;
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
        return jdbc.sql("""
                        select l.account, l.owner, l.job, l.entry, l.last_entry, l.usage_entry, l.from_at, l.to_at, l.node_seconds,
                               l.per_node_hour, l.amount, l.currency, l.reason, l.because
                        from %s
                        join charge_line l on l.account = k.account and l.job = k.job and l.from_at >= k.started_at
                             and l.owner = k.owner and l.to_at = k.settled_until
                        where l.reverses is null""".formatted(RunProgress.TABLE))
                .params(RunProgress.parameters(runs))
                .query((row, index) -> new Line<>(
                        new LineOwner(row.getString("account"), row.getLong("owner"), row.getString("job")),
                        new ChargePayer(
                                new Why(Reason.valueOf(row.getString("reason")), row.getObject("because", Long.class)),
                                new Money(
                                                row.getBigDecimal("per_node_hour"),
                                                Currency.getInstance(row.getString("currency")))
                                        .normalized(),
                                false),
                        row.getLong("entry"),
                        row.getLong("last_entry"),
                        new LinePiece(
                                new UsageRef(row.getString("account"), row.getLong("usage_entry")),
                                row.getLong("last_entry"),
                                Sql.instant(row, "from_at"),
                                Sql.instant(row, "to_at"),
                                row.getLong("node_seconds"),
                                row.getBigDecimal("amount"),
                                0,
                                null)))
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
