package io.drawdown.usage.internal;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.internal.Reversals;
import io.drawdown.usage.history.MonthUsage;
import io.drawdown.usage.history.RecentUsage;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.history.UsageTotals;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of usage records and their sums, with the parts that packages covered. */
@Repository
public class UsageHistoryRepository {

    private static final String NET_DEDUCTED = Reversals.netSum("d", "node_seconds");
    private static final String NET_CHARGED = Reversals.netSum("c", "node_seconds");
    private static final String DEDUCTED = "coalesce((select " + NET_DEDUCTED
            + " from deduction d where d.account = u.account and d.usage_entry = u.entry), 0)";
    private static final String CHARGED = "coalesce((select " + NET_CHARGED
            + " from charge c where c.account = u.account and c.usage_entry = u.entry), 0)";

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    UsageHistoryRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Lists usage records of a job, or running in `[from, to)`, in the order in which they were settled. */
    public Listing<UsageEntry> list(
            String account, @Nullable String job, @Nullable Instant from, @Nullable Instant to) {
        return new SqlListing<>(
                        database,
                        """
                        u.entry, u.source, u.event_id, u.job, u.region, u.pool, u.specification, u.activity, u.nodes, u.started_at,
                        u.ended_at, u.node_seconds, %s as deducted, %s as charged, case when %s then 1 else 0 end as voided""".formatted(DEDUCTED, CHARGED, Voids.IS_VOIDED),
                        "usage_record u",
                        (row, index) -> readEntry(row))
                .within("u.account", "account", account)
                .within("u.job", "job", job)
                .where("(u.ended_at > :from or u.started_at >= :from)", "from", Sql.utcOrNull(from))
                .where("u.started_at < :to", "to", Sql.utcOrNull(to))
                .orderBy(SortColumn.integer("u.entry"));
    }

    /** Returns the total usage of an account. */
    public UsageTotals getTotals(Account account) {
        return jdbc.sql("""
                        select (select count(*) from usage_record u where u.account = :account and %1$s) as records,
                               (select coalesce(sum(u.node_seconds), 0) from usage_record u where u.account = :account and %1$s) as node_seconds,
                               (select coalesce(%2$s, 0) from deduction d where d.account = :account) as deducted,
                               (select coalesce(%3$s, 0) from charge c where c.account = :account) as charged,
                               (select coalesce(%4$s, 0)
                                from charge c where c.account = :account) as amount""".formatted(Voids.IS_NOT_VOIDED, NET_DEDUCTED, NET_CHARGED, Reversals.netSum("c", "amount")))
                .param("account", account.code())
                .query((row, index) -> new UsageTotals(
                        row.getLong("records"),
                        readBigInteger(row, "node_seconds"),
                        readBigInteger(row, "deducted"),
                        readBigInteger(row, "charged"),
                        new Money(row.getBigDecimal("amount"), account.currency()).normalized()))
                .single();
    }

    /** Returns the usage of a month of the account's calendar: the records whose last second lies in it. */
    public MonthUsage getMonth(Account account, YearMonth month) {
        return jdbc.sql("""
                        select coalesce(sum(%1$s), 0) as deducted, coalesce(sum(%2$s), 0) as charged,
                               coalesce(sum(%1$s * u.per_node_hour), 0) / 3600 as saved
                        from usage_record u
                        where u.account = :account and u.ended_at > :from and u.ended_at <= :to""".formatted(DEDUCTED, CHARGED))
                .param("account", account.code())
                .param("from", Sql.utc(Months.start(month, account.zone())))
                .param("to", Sql.utc(Months.start(month.plusMonths(1), account.zone())))
                .query((row, index) -> new MonthUsage(
                        month,
                        row.getLong("deducted"),
                        row.getLong("charged"),
                        new Money(row.getBigDecimal("saved"), account.currency())))
                .single();
    }

    /** Returns an account's usage by region and specification that ended after an instant, the most first. */
    public List<RecentUsage> listRecent(String account, Instant since) {
        return jdbc.sql("""
                        select u.region, u.specification, sum(u.node_seconds) as node_seconds, max(u.nodes) as most_nodes
                        from usage_record u
                        where u.account = :account and u.ended_at > :since and %s
                        group by u.region, u.specification
                        order by sum(u.node_seconds) desc, u.region, u.specification""".formatted(Voids.IS_NOT_VOIDED))
                .param("account", account)
                .param("since", Sql.utc(since))
                .query((row, index) -> new RecentUsage(
                        row.getString("region"),
                        row.getString("specification"),
                        row.getLong("node_seconds"),
                        row.getLong("most_nodes")))
                .list();
    }

    /** Returns whether an account has ever used a specification in a region. */
    public boolean hasRun(String account, String region, String specification) {
        return jdbc.sql("""
                        select count(*) from (select 1 from usage_record u
                        where u.account = :account and u.region = :region and u.specification = :specification limit 1) found""")
                        .param("account", account)
                        .param("region", region)
                        .param("specification", specification)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static BigInteger readBigInteger(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).toBigIntegerExact();
    }

    private static UsageEntry readEntry(ResultSet row) throws SQLException {
        return new UsageEntry(
                row.getString("source"),
                row.getString("event_id"),
                row.getString("job"),
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                Activity.valueOf(row.getString("activity")),
                row.getLong("nodes"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                row.getLong("node_seconds"),
                row.getLong("deducted"),
                row.getLong("charged"),
                row.getInt("voided") == 1);
    }
}
