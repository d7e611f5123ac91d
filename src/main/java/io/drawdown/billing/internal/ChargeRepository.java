package io.drawdown.billing.internal;

import io.drawdown.account.model.Account;
import io.drawdown.account.spi.PricedRecords;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.internal.Reversals;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of charges. Each method is one statement or one JDBC batch, regardless of the number of rows. */
@Repository
public class ChargeRepository implements PricedRecords {

    private static final String NET_NODE_SECONDS = Reversals.netSum("c", "node_seconds");
    private static final String NET_AMOUNT = Reversals.netSum("c", "amount");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SqlListing.Database database;

    ChargeRepository(JdbcClient jdbc, JdbcTemplate batches, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
    }

    @Override
    public boolean existOf(String account) {
        return jdbc.sql("select exists (select 1 from charge where account = :account)")
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    @Override
    public String plural() {
        return "charges";
    }

    /** The charges for a reason on a line of a statement, net of reversals. The amount isn't rounded. */
    public record ReasonSum(
            String region,
            String pool,
            String specification,
            Reason reason,
            BigInteger nodeSeconds,
            BigDecimal amount) {}

    /**
     * Finds the charges of these usage records that aren't reversed yet. The charges of each record are in the order
     * of their entries.
     */
    public List<ChargeRow> findUnreversed(Collection<UsageRef> usage) {
        return Sql.queryInChunks(usage, this::readUnreversed);
    }

    private List<ChargeRow> readUnreversed(List<UsageRef> usage) {
        return jdbc.sql("""
                        select c.*, coalesce(s.run, c.usage_entry) as owner, u.job
                        from unnest(cast(:accounts as varchar array), cast(:entries as bigint array)) as k(account, usage_entry)
                        join charge c on c.account = k.account and c.usage_entry = k.usage_entry
                        join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        left join run_segment s on s.account = c.account and s.usage_entry = c.usage_entry
                        where %s
                        order by c.account, c.entry""".formatted(Reversals.isUnreversed("charge", "c")))
                .param("accounts", Sql.array("varchar", usage, UsageRef::account))
                .param("entries", Sql.array("bigint", usage, UsageRef::entry))
                .query((row, index) -> {
                    var currency = Currency.getInstance(row.getString("currency"));
                    return new ChargeRow(
                            new UsageRef(row.getString("account"), row.getLong("usage_entry")),
                            new LineOwner(row.getString("account"), row.getLong("owner"), row.getString("job")),
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

    /** Lists the charges of an account, in the order in which they were settled. A null argument doesn't filter. */
    public Listing<ChargeEntry> list(
            String account, @Nullable String job, @Nullable Instant from, @Nullable Instant to) {
        var join = "join usage_record u on u.account = c.account and u.entry = c.usage_entry";
        var listing = new SqlListing<>(
                        database, """
                        c.entry, u.source, u.event_id, u.job, u.region, u.pool, u.specification, c.from_at, c.to_at, c.node_seconds,
                        c.per_node_hour, c.amount, c.currency, c.reason, c.because, c.settled_at, c.reverses""", job == null ? "charge c" : "charge c " + join, (row, index) -> readEntry(row))
                .within("c.account", "account", account)
                .where("u.job = :job", "job", job)
                .where("c.to_at > :from", "from", Sql.utcOrNull(from))
                .where("c.from_at < :to", "to", Sql.utcOrNull(to))
                .orderBy(SortColumn.integer("c.entry"));
        return job == null ? listing.joining(join) : listing;
    }

    /** Sums a month's usage on its own statement, by line and reason (R13). */
    public List<ReasonSum> sumByReason(String account, YearMonth month) {
        return jdbc.sql("""
                        select u.region, u.pool, u.specification, c.reason, %1$s as node_seconds, %2$s as amount
                        from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        where c.account = :account and c.statement_month = :month and c.usage_month = :month
                        group by u.region, u.pool, u.specification, c.reason
                        having %1$s <> 0
                        order by u.region, u.pool, u.specification, c.reason""".formatted(NET_NODE_SECONDS, NET_AMOUNT))
                .param("account", account)
                .param("month", month.toString())
                .query((row, index) -> new ReasonSum(
                        row.getString("region"),
                        row.getString("pool"),
                        row.getString("specification"),
                        Reason.valueOf(row.getString("reason")),
                        row.getBigDecimal("node_seconds").toBigIntegerExact(),
                        row.getBigDecimal("amount")))
                .list();
    }

    /** Lists the jobs of a pay-per-use line of a statement, the latest first. */
    public Listing<JobCharge> listJobs(
            Account account, YearMonth month, YearMonth usageMonth, String region, Pool pool, String specification) {
        return new SqlListing<>(
                        database,
                        "j.*",
                        """
                        (select u.job, c.per_node_hour, min(c.from_at) as from_at, max(c.to_at) as to_at, %1$s as node_seconds, %2$s as amount
                         from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                         where c.account = :account and c.statement_month = :month and c.usage_month = :usageMonth
                           and u.region = :region and u.pool = :pool and u.specification = :specification
                         group by u.job, c.per_node_hour
                         having %1$s <> 0) j""".formatted(NET_NODE_SECONDS, NET_AMOUNT),
                        (row, index) -> new JobCharge(
                                row.getString("job"),
                                Sql.instant(row, "from_at"),
                                Sql.instant(row, "to_at"),
                                new Money(row.getBigDecimal("per_node_hour"), account.currency()).normalized(),
                                row.getBigDecimal("node_seconds").toBigIntegerExact(),
                                new Money(row.getBigDecimal("amount").setScale(8), account.currency())))
                .with("account", account.code())
                .with("month", month.toString())
                .with("usageMonth", usageMonth.toString())
                .with("region", region)
                .with("pool", pool.name())
                .with("specification", specification)
                .orderBy(
                        SortColumn.instant("j.to_at").descending(),
                        SortColumn.text("j.job"),
                        SortColumn.decimal("j.per_node_hour"))
                .sortable("job", SortColumn.text("j.job"))
                .sortable("to", SortColumn.instant("j.to_at"))
                .sortable("nodeSeconds", SortColumn.decimal("j.node_seconds"))
                .sortable("amount", SortColumn.decimal("j.amount"));
    }

    private static ChargeEntry readEntry(ResultSet row) throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        return new ChargeEntry(
                row.getString("source"),
                row.getString("event_id"),
                row.getString("job"),
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "to_at"),
                row.getLong("node_seconds"),
                new Money(row.getBigDecimal("per_node_hour"), currency).normalized(),
                new Money(row.getBigDecimal("amount").setScale(8), currency),
                Reason.valueOf(row.getString("reason")),
                row.getString("because"),
                Sql.instant(row, "settled_at"),
                row.getObject("reverses") != null);
    }
}
