package io.drawdown.billing.internal;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Sql;
import io.drawdown.billing.statement.Statement;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.internal.Reversals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of order postings, and of the lines and totals of statements (R18). */
@Repository
public class StatementRepository {

    private static final String NET_NODE_SECONDS = Reversals.netSum("c", "node_seconds");
    private static final String NET_AMOUNT = Reversals.netSum("c", "amount");

    private final JdbcClient jdbc;

    StatementRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the posting of an order to the statement of a month. */
    public void insertPosting(
            String account, String order, String description, Money price, YearMonth month, Instant postedAt) {
        jdbc.sql("""
                        insert into order_posting (account, order_number, description, amount, currency, statement_month, posted_at)
                        values (:account, :order, :description, :amount, :currency, :month, :postedAt)""")
                .param("account", account)
                .param("order", order)
                .param("description", description)
                .param("amount", price.amount())
                .param("currency", price.currency().getCurrencyCode())
                .param("month", month.toString())
                .param("postedAt", Sql.utc(postedAt))
                .update();
    }

    /** Finds the first and the last months of an account that have charges or orders; empty if none has. */
    public List<YearMonth> findOutermostMonths(String account) {
        return jdbc.sql("""
                        select min(statement_month) from charge where account = :account
                        union all select max(statement_month) from charge where account = :account
                        union all select min(statement_month) from order_posting where account = :account
                        union all select max(statement_month) from order_posting where account = :account""").param("account", account).query(String.class).list().stream()
                .filter(Objects::nonNull)
                .map(YearMonth::parse)
                .toList();
    }

    /** Sums the rounded lines of each month of a range. Months without lines are left out. */
    public Map<YearMonth, Money> sumByMonth(Account account, YearMonth from, YearMonth to) {
        var totals = new HashMap<YearMonth, Money>();
        jdbc.sql("""
                        select statement_month, amount from order_posting
                        where account = :account and statement_month between :from and :to
                        union all
                        select c.statement_month, %s
                        from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        where c.account = :account and c.statement_month between :from and :to
                        group by c.statement_month, c.usage_month, u.region, u.pool, u.specification""".formatted(NET_AMOUNT))
                .param("account", account.code())
                .param("from", from.toString())
                .param("to", to.toString())
                .query(row -> {
                    totals.merge(
                            YearMonth.parse(row.getString("statement_month")),
                            new Money(row.getBigDecimal("amount"), account.currency()).rounded(),
                            Money::plus);
                });
        return totals;
    }

    /** Finds the order lines of a month, in the order in which the orders were placed. */
    public List<Statement.Line> findOrderLines(Account account, YearMonth month) {
        return jdbc.sql("""
                        select o.order_number, o.description, o.amount, o.posted_at, p.id as package_id
                        from order_posting o left join resource_package p on p.account = o.account and p.order_number = o.order_number
                        where o.account = :account and o.statement_month = :month
                        order by o.posted_at, o.order_number""")
                .param("account", account.code())
                .param("month", month.toString())
                .query((row, index) -> new Statement.Line(
                        Statement.Kind.ORDER,
                        row.getString("description"),
                        row.getString("order_number"),
                        row.getString("package_id"),
                        Sql.instant(row, "posted_at"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Money(row.getBigDecimal("amount"), account.currency()).rounded()))
                .list();
    }

    /**
     * Finds the pay-per-use lines of a month: those for its own usage first, then those for earlier months, the
     * latest first.
     */
    public List<Statement.Line> findChargeLines(Account account, YearMonth month) {
        return jdbc.sql("""
                        select c.usage_month, u.region, u.pool, u.specification,
                               %s as node_seconds, %s as amount
                        from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        where c.account = :account and c.statement_month = :month
                        group by c.usage_month, u.region, u.pool, u.specification
                        order by c.usage_month desc, u.region, u.pool, u.specification""".formatted(NET_NODE_SECONDS, NET_AMOUNT))
                .param("account", account.code())
                .param("month", month.toString())
                .query((row, index) -> readChargeLine(account, month, row))
                .list();
    }

    private static Statement.Line readChargeLine(Account account, YearMonth month, ResultSet row) throws SQLException {
        var usageMonth = YearMonth.parse(row.getString("usage_month"));
        return new Statement.Line(
                Statement.Kind.PAY_PER_USE,
                "Pay-per-use of " + row.getString("specification") + " in " + row.getString("region")
                        + (usageMonth.isBefore(month) ? ", usage of " + Format.month(usageMonth) : ""),
                null,
                null,
                null,
                usageMonth,
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                row.getBigDecimal("node_seconds").toBigIntegerExact(),
                new Money(row.getBigDecimal("amount"), account.currency()).rounded());
    }
}
