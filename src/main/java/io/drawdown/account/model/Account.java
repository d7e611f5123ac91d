package io.drawdown.account.model;

import io.drawdown.base.Money;
import io.drawdown.base.Months;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A customer: the unit of isolation and of locking. Its statements follow its zone and currency (R6, R18). */
public record Account(
        String code,
        String name,
        Currency currency,
        ZoneId zone,
        @Nullable Money creditLimit,
        AccountState state) {

    /** Creates an active account. */
    public Account(String code, String name, Currency currency, ZoneId zone, @Nullable Money creditLimit) {
        this(code, name, currency, zone, creditLimit, AccountState.ACTIVE);
    }

    /** Returns the calendar month of an instant in the account's zone. */
    public YearMonth monthOf(Instant instant) {
        return Months.monthOf(instant, zone);
    }

    /** Published when an account is opened, in the same transaction. */
    public record Opened(String account) {}

    /**
     * Published just before an account's currency changes, in the same transaction, so that nothing new is priced in
     * the old one meanwhile.
     */
    public record CurrencyChanged(String account) {}

    /**
     * Published just before an account is closed, in the same transaction, so that no job starts meanwhile.
     */
    public record Closing(String account) {}

    /** Published just before an account's zone changes to this one, in the same transaction. */
    public record ZoneChanged(String account, ZoneId zone) {}
}
