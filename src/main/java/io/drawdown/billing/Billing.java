package io.drawdown.billing;

import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.billing.internal.ChargeRepository;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.billing.statement.Statement;
import io.drawdown.billing.statement.StatementMonths;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Charges, postings of orders, and the statements made of them. */
@Service
public class Billing {

    private static final String NET_NODE_SECONDS =
            "sum(case when c.reverses is null then c.node_seconds else -c.node_seconds end)";
    private static final String NET_AMOUNT = "sum(case when c.reverses is null then c.amount else -c.amount end)";

    private static final DateTimeFormatter MONTH_IN_WORDS = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final ChargeRepository charges;
    private final LiveBalances liveBalances;
    private final Access access;
    private final Clock clock;

    Billing(
            JdbcClient jdbc,
            SqlListing.Database database,
            ChargeRepository charges,
            LiveBalances liveBalances,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.charges = charges;
        this.liveBalances = liveBalances;
        this.access = access;
        this.clock = clock;
    }

    /** Opens the charges of a transaction that has locked its accounts' ledgers. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ChargeBatch openChargeBatch(LockedLedgers ledger, Collection<UsageRef> toTakeBack) {
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
    public Listing<ChargeEntry> charges(
            String account, @Nullable String job, @Nullable Instant from, @Nullable Instant to) {
        access.requireRead(account);
        var join = "join usage_record u on u.account = c.account and u.entry = c.usage_entry";
        var listing = new SqlListing<>(
                        database, """
                        c.entry, u.source, u.event_id, u.job, u.region, u.pool, u.specification, c.from_at, c.to_at, c.node_seconds,
                        c.per_node_hour, c.amount, c.currency, c.reason, c.because, c.settled_at, c.reverses""", job == null ? "charge c" : "charge c " + join, (row, index) -> readCharge(row))
                .within("c.account", "account", account)
                .where("u.job = :job", "job", job)
                .where("c.to_at > :from", "from", Sql.utcOrNull(from))
                .where("c.from_at < :to", "to", Sql.utcOrNull(to))
                .orderBy(SortColumn.integer("c.entry"));
        return job == null ? listing.joining(join) : listing;
    }

    /** The statement of a month, as it stands; that of the current one with what runs and is not yet billed, read together. */
    @Transactional(readOnly = true)
    public Statement statement(String code, YearMonth month) {
        var account = access.requireRead(code);
        return month.equals(account.monthOf(clock.instant()))
                ? liveBalances.readWithSnapshot(
                        code,
                        accountSnapshot -> statement(
                                account,
                                month,
                                accountSnapshot
                                        .unsettledCharge(account.currency())
                                        .rounded()))
                : statement(account, month, null);
    }

    /** What running jobs would be charged if they were settled now: on no statement yet (R18). */
    @Transactional(readOnly = true)
    public Money runningNotYetBilled(String code) {
        var account = access.requireRead(code);
        return liveBalances.snapshot(code).unsettledCharge(account.currency()).rounded();
    }

    /** The statements of an account, the newest first: from the month of its first order or charge up to the current one. */
    @Transactional(readOnly = true)
    public Listing<StatementTotal> statements(String code) {
        var account = access.requireRead(code);
        var now = clock.instant();
        var current = account.monthOf(now);
        var known = monthsWithEntries(code);
        var first = known.stream()
                .min(Comparator.naturalOrder())
                .filter(current::isAfter)
                .orElse(current);
        var last = known.stream()
                .max(Comparator.naturalOrder())
                .filter(current::isBefore)
                .orElse(current);
        return new StatementListing(account, first, last, now, (from, to) -> totals(account, from, to));
    }

    /**
     * Why a month's usage was charged on the statement of the same month, less what was taken back, the most first (R13). Together
     * the reasons come to what the statement has for it: each of its lines, rounded, is shared out among the reasons.
     */
    @Transactional(readOnly = true)
    public List<ReasonTotal> chargesByReason(String code, YearMonth month) {
        var account = access.requireRead(code);
        var lines = new UncoveredLines(account.currency());
        jdbc.sql("""
                        select u.region, u.pool, u.specification, c.reason, %s as node_seconds, %s as amount
                        from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        where c.account = :account and c.statement_month = :month and c.usage_month = :month
                        group by u.region, u.pool, u.specification, c.reason
                        having %s <> 0
                        order by u.region, u.pool, u.specification, c.reason""".formatted(NET_NODE_SECONDS, NET_AMOUNT, NET_NODE_SECONDS))
                .param("account", code)
                .param("month", month.toString())
                .query(row -> {
                    lines.add(
                            List.of(row.getString("region"), row.getString("pool"), row.getString("specification")),
                            Reason.valueOf(row.getString("reason")),
                            row.getBigDecimal("node_seconds").toBigIntegerExact(),
                            row.getBigDecimal("amount"));
                });
        return lines.byReason();
    }

    /** What a pay-per-use line of a statement is made of: its jobs, the latest first. */
    @Transactional(readOnly = true)
    public Listing<JobCharge> chargedJobs(
            String code, YearMonth month, YearMonth usageMonth, String region, Pool pool, String specification) {
        var account = access.requireRead(code);
        return new SqlListing<>(
                        database,
                        "j.*",
                        """
                        (select u.job, c.per_node_hour, min(c.from_at) as from_at, max(c.to_at) as to_at, %s as node_seconds, %s as amount
                         from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                         where c.account = :account and c.statement_month = :month and c.usage_month = :usageMonth
                           and u.region = :region and u.pool = :pool and u.specification = :specification
                         group by u.job, c.per_node_hour
                         having %s <> 0) j""".formatted(NET_NODE_SECONDS, NET_AMOUNT, NET_NODE_SECONDS),
                        (row, index) -> new JobCharge(
                                row.getString("job"),
                                Sql.instant(row, "from_at"),
                                Sql.instant(row, "to_at"),
                                new Money(row.getBigDecimal("per_node_hour"), account.currency()).normalized(),
                                row.getBigDecimal("node_seconds").toBigIntegerExact(),
                                new Money(row.getBigDecimal("amount").setScale(8), account.currency())))
                .with("account", code)
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

    /**
     * What the current month comes to so far. Asks for no rights: it serves the check of an order against the credit
     * limit, by a caller who may place it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money currentMonthTotal(Account account) {
        var month = account.monthOf(clock.instant());
        return total(account, orderLines(account, month)).plus(total(account, chargeLines(account, month)));
    }

    private List<YearMonth> monthsWithEntries(String account) {
        return jdbc.sql("""
                        select min(statement_month) from charge where account = :account
                        union all select max(statement_month) from charge where account = :account
                        union all select min(statement_month) from order_posting where account = :account
                        union all select max(statement_month) from order_posting where account = :account""").param("account", account).query(String.class).list().stream()
                .filter(Objects::nonNull)
                .map(YearMonth::parse)
                .toList();
    }

    private Map<YearMonth, Money> totals(Account account, YearMonth from, YearMonth to) {
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

    private Statement statement(Account account, YearMonth month, @Nullable Money runningNotYetBilled) {
        var lines = new ArrayList<>(orderLines(account, month));
        lines.addAll(chargeLines(account, month));
        return new Statement(
                account.code(),
                month,
                StatementMonths.isClosed(account, month, clock.instant()),
                StatementMonths.closesAt(account, month),
                lines,
                total(account, lines),
                runningNotYetBilled);
    }

    private static Money total(Account account, List<Statement.Line> lines) {
        return lines.stream().map(Statement.Line::amount).reduce(Money.zero(account.currency()), Money::plus);
    }

    private List<Statement.Line> orderLines(Account account, YearMonth month) {
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

    /** Those for the month's own usage first, then those for earlier months, the latest of them first. */
    private List<Statement.Line> chargeLines(Account account, YearMonth month) {
        return jdbc.sql("""
                        select c.usage_month, u.region, u.pool, u.specification,
                               %s as node_seconds, %s as amount
                        from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                        where c.account = :account and c.statement_month = :month
                        group by c.usage_month, u.region, u.pool, u.specification
                        order by c.usage_month desc, u.region, u.pool, u.specification""".formatted(NET_NODE_SECONDS, NET_AMOUNT))
                .param("account", account.code())
                .param("month", month.toString())
                .query((row, index) -> chargeLine(account, month, row))
                .list();
    }

    private static Statement.Line chargeLine(Account account, YearMonth month, ResultSet row) throws SQLException {
        var usageMonth = YearMonth.parse(row.getString("usage_month"));
        return new Statement.Line(
                Statement.Kind.PAY_PER_USE,
                "Pay-per-use of " + row.getString("specification") + " in " + row.getString("region")
                        + (usageMonth.isBefore(month) ? ", usage of " + MONTH_IN_WORDS.format(usageMonth) : ""),
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
                new Money(row.getBigDecimal("per_node_hour"), currency).normalized(),
                new Money(row.getBigDecimal("amount").setScale(8), currency),
                Reason.valueOf(row.getString("reason")),
                row.getString("because"),
                Sql.instant(row, "settled_at"),
                row.getObject("reverses") != null);
    }
}
