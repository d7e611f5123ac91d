package io.drawdown.account.internal;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** An account as read from the database. */
public record AccountRow(
        String code,
        String name,
        Currency currency,
        ZoneId zone,
        @Nullable BigDecimal creditLimit) {

    public Account toAccount() {
        return new Account(
                code, name, currency, zone, creditLimit == null ? null : new Money(creditLimit, currency).normalized());
    }
}
