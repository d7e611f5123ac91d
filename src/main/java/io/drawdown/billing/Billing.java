package io.drawdown.billing;

import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.internal.ChargeLineRepository;
import io.drawdown.billing.internal.ChargeRepository;
import io.drawdown.billing.internal.StatementRepository;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.billing.statement.Statement;
import io.drawdown.billing.statement.StatementMonths;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The charges of accounts, the postings of their orders, and the statements made from both. */
@Service
public class Billing {

    private final ChargeRepository charges;
    private final ChargeLineRepository chargeLines;
    private final StatementRepository statements;
    private final LiveBalances liveBalances;
    private final Access access;
    private final Clock clock;

    Billing(
            ChargeRepository charges,
            ChargeLineRepository chargeLines,
            StatementRepository statements,
            LiveBalances liveBalances,
            Access access,
            Clock clock) {
        this.charges = charges;
        this.chargeLines = chargeLines;
        this.statements = statements;
        this.liveBalances = liveBalances;
        this.access = access;
        this.clock = clock;
    }

    /** Opens the charge batch of a transaction that has locked its accounts' ledgers. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ChargeBatch openChargeBatch(LockedLedgers ledger, Collection<UsageRef> toTakeBack) {
        return new ChargeBatch(charges, chargeLines, ledger, clock.instant(), toTakeBack);
    }

    /** Posts an order to the statement of the month in which it was placed (R18). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void postOrder(Account account, String order, String description, Money price, Instant placedAt) {
        statements.insertPosting(account.code(), order, description, price, account.monthOf(placedAt), placedAt);
    }

    /** Lists charges in the order in which they were settled. */
    @Transactional(readOnly = true)
    public Listing<ChargeEntry> charges(
            String account, @Nullable String job, @Nullable Instant from, @Nullable Instant to) {
        access.requireRead(account);
        return charges.list(account, job, from, to);
    }

    /**
     * Returns the statement of a month as of now. The statement of the current month includes the running jobs that
     * aren't billed yet, from a consistent read.
     */
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

    /** Returns what running jobs would be charged if they were settled now. It is on no statement yet (R18). */
    @Transactional(readOnly = true)
    public Money runningNotYetBilled(String code) {
        var account = access.requireRead(code);
        return liveBalances.snapshot(code).unsettledCharge(account.currency()).rounded();
    }

    /**
     * Lists the statements of an account, the newest first, from the month of its first order or charge to the
     * current one.
     */
    @Transactional(readOnly = true)
    public Listing<StatementTotal> statements(String code) {
        var account = access.requireRead(code);
        var now = clock.instant();
        var current = account.monthOf(now);
        var known = statements.findOutermostMonths(code);
        var first = known.stream()
                .min(Comparator.naturalOrder())
                .filter(current::isAfter)
                .orElse(current);
        var last = known.stream()
                .max(Comparator.naturalOrder())
                .filter(current::isBefore)
                .orElse(current);
        return new StatementListing(account, first, last, now, (from, to) -> statements.sumByMonth(account, from, to));
    }

    /**
     * Returns the reasons for a month's pay-per-use charges on its own statement, net of reversals, the largest first
     * (R13). The reasons add up to the amounts on the statement: each of its rounded lines is divided among its
     * reasons.
     */
    @Transactional(readOnly = true)
    public List<ReasonTotal> chargesByReason(String code, YearMonth month) {
        var account = access.requireRead(code);
        var lines = new UncoveredLines(account.currency());
        for (var charged : charges.sumByReason(code, month)) {
            lines.add(
                    List.of(charged.region(), charged.pool(), charged.specification()),
                    charged.reason(),
                    charged.nodeSeconds(),
                    charged.amount());
        }
        return lines.byReason();
    }

    /** Lists the jobs of a pay-per-use line of a statement, the latest first. */
    @Transactional(readOnly = true)
    public Listing<JobCharge> chargedJobs(
            String code, YearMonth month, YearMonth usageMonth, String region, Pool pool, String specification) {
        var account = access.requireRead(code);
        return charges.listJobs(account, month, usageMonth, region, pool, specification);
    }

    /**
     * Returns the total of the current month so far. It doesn't check access: it serves the credit limit check of an
     * order, whose caller may place it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money currentMonthTotal(Account account) {
        var month = account.monthOf(clock.instant());
        return total(account, statements.findOrderLines(account, month))
                .plus(total(account, statements.findChargeLines(account, month)));
    }

    private Statement statement(Account account, YearMonth month, @Nullable Money runningNotYetBilled) {
        var lines = new ArrayList<>(statements.findOrderLines(account, month));
        lines.addAll(statements.findChargeLines(account, month));
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
}
