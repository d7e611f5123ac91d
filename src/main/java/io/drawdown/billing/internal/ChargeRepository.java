package io.drawdown.billing.internal;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.ledger.UsageRef;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of charging: each method is one statement or one JDBC batch, however many rows it moves. */
@Repository
public class ChargeRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ChargeRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The charges of these usage records that aren't reversed yet, those of each record in the order of their entries. */
    public List<ChargeRow> findUnreversed(Collection<UsageRef> usage) {
        return Sql.queryInChunks(usage, this::readUnreversed);
    }

    private List<ChargeRow> readUnreversed(List<UsageRef> usage) {
        return jdbc.sql("""
                        select c.*
                        from unnest(cast(:accounts as varchar array), cast(:entries as bigint array)) as k(account, usage_entry)
                        join charge c on c.account = k.account and c.usage_entry = k.usage_entry
                        where coalesce(c.reverses, 0) = 0
                          and not exists (select 1 from charge r where r.account = c.account and r.reverses = c.entry)
                        order by c.account, c.entry""")
                .param("accounts", Sql.array("varchar", usage, UsageRef::account))
                .param("entries", Sql.array("bigint", usage, UsageRef::entry))
                .query((row, index) -> {
                    var currency = Currency.getInstance(row.getString("currency"));
                    return new ChargeRow(
                            new UsageRef(row.getString("account"), row.getLong("usage_entry")),
                            row.getLong("entry"),
                            Sql.instant(row, "from_at"),
                            Sql.instant(row, "to_at"),
                            row.getLong("node_seconds"),
                            new Money(row.getBigDecimal("per_node_hour"), currency),
                            new Money(row.getBigDecimal("amount"), currency),
                            new Why(Reason.valueOf(row.getString("reason")), row.getObject("because", Long.class)),
                            YearMonth.parse(row.getString("statement_month")),
                            YearMonth.parse(row.getString("usage_month")),
                            null);
                })
                .list();
    }

    public void insert(Collection<ChargeRow> charges, Instant settledAt) {
        batches.batchUpdate(
                """
                insert into charge (account, entry, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency,
                    reason, because, statement_month, usage_month, settled_at, reverses)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                charges.stream()
                        .map(row -> new @Nullable Object[] {
                            row.usage().account(),
                            row.entry(),
                            row.usage().entry(),
                            Sql.utc(row.from()),
                            Sql.utc(row.to()),
                            row.nodeSeconds(),
                            row.perNodeHour().amount(),
                            row.amount().amount(),
                            row.amount().currency().getCurrencyCode(),
                            row.why().reason().name(),
                            row.why().because(),
                            row.statementMonth().toString(),
                            row.usageMonth().toString(),
                            Sql.utc(settledAt),
                            row.reversedEntry()
                        })
                        .toList());
    }
}
