package io.drawdown.billing;

import io.drawdown.account.Access;
import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import io.drawdown.billing.internal.ChargeTable;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.UsageRef;
import io.drawdown.quota.engine.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Charges, postings of orders, and the statements made of them. */
@Service
public class Billing {

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final ChargeTable charges;
    private final Access access;
    private final Clock clock;

    Billing(JdbcClient jdbc, SqlListing.Database database, ChargeTable charges, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.charges = charges;
        this.access = access;
        this.clock = clock;
    }

    /** Opens the charges of a transaction that has locked its accounts' ledgers. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ChargeBatch open(Ledger.Locked ledger, Collection<UsageRef> toTakeBack) {
        return new ChargeBatch(charges, ledger, clock.instant(), toTakeBack);
    }

    /** Puts an order on the statement of the month in which it was placed (R18). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void postOrder(Account account, String order, String description, Money price, Instant placedAt) {
        jdbc.sql("""
                        insert into order_posting (account, order_number, description, amount, currency, statement_month, posted_at)
                        values (:account, :order, :description, :amount, :currency, :month, :postedAt)""")
                .param("account", account.code())
                .param("order", order)
                .param("description", description)
                .param("amount", price.amount())
                .param("currency", price.currency().getCurrencyCode())
                .param("month", account.monthOf(placedAt).toString())
                .param("postedAt", Sql.utc(placedAt))
                .update();
    }

    /** Charges, in the order in which they were settled. */
    @Transactional(readOnly = true)
    public Listing<ChargeEntry> charges(String account, @Nullable String job, @Nullable Instant from, @Nullable Instant to) {
        access.toRead(account);
        return new SqlListing<>(database, """
                        c.entry, u.source, u.event_id, u.job, u.region, u.pool, u.specification, c.from_at, c.to_at, c.node_seconds,
                        c.per_node_hour, c.amount, c.currency, c.reason, c.because, c.settled_at, c.reverses""",
                        "charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry",
                        (row, index) -> readCharge(row))
                .where("c.account = :account", "account", account)
                .where("u.job = :job", "job", job)
                .where("c.to_at > :from", "from", Sql.utcOrNull(from))
                .where("c.from_at < :to", "to", Sql.utcOrNull(to))
                .orderBy("c.entry");
    }

    /** The statement of a month, as it stands. */
    @Transactional(readOnly = true)
    public Statement statement(String code, YearMonth month) {
        var account = access.toRead(code);
        var lines = new ArrayList<>(orderLines(account, month));
        lines.addAll(chargeLines(account, month));
        var closesAt = StatementMonths.closesAt(account, month);
        return new Statement(code, month, StatementMonths.isClosed(account, month, clock.instant()), closesAt, lines, total(account, lines));
    }

    /**
     * What the current month comes to so far. Asks for no rights: it serves the check of an order against the credit
     * limit, by a caller who may place it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money currentMonth(Account account) {
        var month = account.monthOf(clock.instant());
        return total(account, orderLines(account, month)).plus(total(account, chargeLines(account, month)));
    }

    private static Money total(Account account, List<Statement.Line> lines) {
        return lines.stream().map(Statement.Line::amount).reduce(Money.zero(account.currency()), Money::plus);
    }

    private List<Statement.Line> orderLines(Account account, YearMonth month) {
        return jdbc.sql("""
                        select order_number, description, amount from order_posting
                        where account = :account and statement_month = :month
                        order by posted_at, order_number""")
                .param("account", account.code())
                .param("month", month.toString())
                .query((row, index) -> new Statement.Line(Statement.Kind.ORDER, row.getString("description"),
                        row.getString("order_number"), null, null, null, null,
                        new Money(row.getBigDecimal("amount"), account.currency()).rounded()))
                .list();
    }

    private List<Statement.Line> chargeLines(Account account, YearMonth month) {
        return jdbc.sql("""
                        select u.region, u.pool, u.specification,
                               sum(case when c.reverses is null then c.node_seconds else -c.node_seconds end) as node_seconds,
                               sum(case when c.reverses is null then c.amount else -c.amount end) as amount
                        from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        where c.account = :account and c.statement_month = :month
                        group by u.region, u.pool, u.specification
                        order by u.region, u.pool, u.specification""")
                .param("account", account.code())
                .param("month", month.toString())
                .query((row, index) -> new Statement.Line(Statement.Kind.PAY_PER_USE,
                        "Pay-per-use of " + row.getString("specification") + " in " + row.getString("region"),
                        null, row.getString("region"), Pool.valueOf(row.getString("pool")), row.getString("specification"),
                        row.getBigDecimal("node_seconds").toBigIntegerExact(), new Money(row.getBigDecimal("amount"), account.currency()).rounded()))
                .list();
    }

    private static ChargeEntry readCharge(ResultSet row) throws SQLException {
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
                new Money(row.getBigDecimal("per_node_hour"), currency).tidy(),
                new Money(row.getBigDecimal("amount").setScale(8), currency),
                Reason.valueOf(row.getString("reason")),
                row.getString("because"),
                Sql.instant(row, "settled_at"),
                row.getObject("reverses") != null);
    }
}
