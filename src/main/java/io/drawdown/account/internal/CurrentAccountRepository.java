package io.drawdown.account.internal;

import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountState;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the current database state of accounts. An entity read earlier in the transaction would keep its state from
 * before the wait for a lock.
 */
@Repository
public class CurrentAccountRepository {

    private final JdbcClient jdbc;

    CurrentAccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds the account with a code. */
    public Optional<Account> find(String code) {
        return findAll(List.of(code)).stream().findFirst();
    }

    /** Finds the accounts with any number of codes. Unknown codes are left out. */
    public List<Account> findAll(Collection<String> codes) {
        return Sql.queryInChunks(
                codes,
                chunk -> jdbc.sql("""
                        select code, name, currency, zone, credit_limit, state from account
                        where code = any(cast(:codes as varchar array))""")
                        .param("codes", Sql.array("varchar", chunk, code -> code))
                        .query((row, index) -> readAccount(row))
                        .list());
    }

    static Account readAccount(ResultSet row) throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        var limit = row.getBigDecimal("credit_limit");
        return new Account(
                row.getString("code"),
                row.getString("name"),
                currency,
                ZoneId.of(row.getString("zone")),
                limit == null ? null : new Money(limit, currency).normalized(),
                AccountState.valueOf(row.getString("state")));
    }
}
