package io.drawdown.billing.statement;

import io.drawdown.account.model.Account;
import java.time.Instant;
import java.time.YearMonth;

/** Determines the statement month of an entry, by the account's calendar (R18). */
public final class StatementMonths {

    private static final int DAYS_OPEN = 3;

    private StatementMonths() {}

    /**
     * Returns the month of the statement for an entry of this month: the same, or the current month once that is
     * closed.
     */
    public static YearMonth openMonthFor(Account account, YearMonth month, Instant now) {
        return isClosed(account, month, now) ? account.monthOf(now) : month;
    }

    /** Returns whether a month's statement is closed to new entries, three days after its end. */
    public static boolean isClosed(Account account, YearMonth month, Instant now) {
        return !now.isBefore(closesAt(account, month));
    }

    /** Returns the instant at which a month's statement closes. */
    public static Instant closesAt(Account account, YearMonth month) {
        return month.plusMonths(1)
                .atDay(1)
                .plusDays(DAYS_OPEN)
                .atStartOfDay(account.zone())
                .toInstant();
    }
}
