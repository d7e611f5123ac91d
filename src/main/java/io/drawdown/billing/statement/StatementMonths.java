package io.drawdown.billing.statement;

import io.drawdown.account.model.Account;
import java.time.Instant;
import java.time.YearMonth;

/** Which month's statement something goes on, by the account's calendar (R18). */
public final class StatementMonths {

    private static final int DAYS_OPEN = 3;

    private StatementMonths() {}

    /** The month on whose statement an entry for this month goes: the same, or the current one once that is closed. */
    public static YearMonth openMonthFor(Account account, YearMonth month, Instant now) {
        return isClosed(account, month, now) ? account.monthOf(now) : month;
    }

    /** Whether a month's statement takes no more entries: three days after its end. */
    public static boolean isClosed(Account account, YearMonth month, Instant now) {
        return !now.isBefore(closesAt(account, month));
    }

    /** The instant at which a month's statement closes. */
    public static Instant closesAt(Account account, YearMonth month) {
        return month.plusMonths(1)
                .atDay(1)
                .plusDays(DAYS_OPEN)
                .atStartOfDay(account.zone())
                .toInstant();
    }
}
