package io.drawdown.account.internal;

import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountState;
import io.drawdown.base.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
@NullUnmarked
public class AccountEntity {

    @Id
    private String code;

    private String name;
    private Currency currency;
    private ZoneId zone;
    private @Nullable BigDecimal creditLimit;

    @Enumerated(EnumType.STRING)
    private AccountState state = AccountState.ACTIVE;

    @SuppressWarnings("UnusedVariable") // written to the database only
    private Instant openedAt;

    protected AccountEntity() {}

    public AccountEntity(Account account, Instant openedAt) {
        this.code = account.code();
        this.openedAt = openedAt;
        change(account);
    }

    public void change(Account account) {
        name = account.name();
        currency = account.currency();
        zone = account.zone();
        creditLimit =
                account.creditLimit() == null ? null : account.creditLimit().amount();
    }

    /** Changes what the account may do. */
    public void changeState(AccountState newState) {
        state = newState;
    }

    public Account toAccount() {
        return new Account(
                code,
                name,
                currency,
                zone,
                creditLimit == null ? null : new Money(creditLimit, currency).normalized(),
                state);
    }
}
