package io.drawdown.account.internal;

import io.drawdown.account.Account;
import io.drawdown.account.FoundAccount;
import io.drawdown.account.NamedUser;
import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import io.drawdown.base.SortColumn;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The SQL that finds accounts: by parts of names and codes, which reads both tables once, and by an order's number, by its key. */
@Repository
public class AccountSearch {

    private static final String COLUMNS = """
            a.code, a.name, a.currency, a.zone, a.credit_limit,
            (select count(*) from app_user c where c.account = a.code) as users""";

    private static final String FOUND_BY = """
            , lower(a.name) like :words as by_name, lower(a.code) like :words as by_code, u.username, u.display_name, o.number""";

    private static final String MATCHES = """
            account a
            left join (
                select account, min(username) as username from app_user
                where lower(username) like :words or lower(display_name) like :words
                group by account) m on m.account = a.code
            left join app_user u on u.username = m.username
            left join purchase_order o on o.number = :number and o.account = a.code""";

    private final SqlListing.Database database;

    AccountSearch(SqlListing.Database database) {
        this.database = database;
    }

    /** All accounts, by code. */
    public Listing<FoundAccount> all() {
        return ordered(
                new SqlListing<>(database, COLUMNS, "account a", (row, index) -> found(row, false, false, null, null)));
    }

    /** Those that are like these words, by code. */
    public Listing<FoundAccount> like(String words) {
        return ordered(new SqlListing<>(
                        database,
                        COLUMNS + FOUND_BY,
                        MATCHES,
                        (row, index) -> found(
                                row,
                                row.getBoolean("by_name"),
                                row.getBoolean("by_code"),
                                user(row),
                                row.getString("number")))
                .where(
                        "(lower(a.name) like :words or lower(a.code) like :words or m.username is not null or o.number is not null)")
                .with("words", Sql.containing(words))
                .with("number", words.strip().toUpperCase(Locale.ROOT)));
    }

    private static Listing<FoundAccount> ordered(SqlListing<FoundAccount> list) {
        return list.orderBy(SortColumn.text("a.code"))
                .sortable("name", SortColumn.text("lower(a.name)"))
                .sortable("code", SortColumn.text("a.code"));
    }

    private static FoundAccount found(
            ResultSet row, boolean byName, boolean byCode, @Nullable NamedUser user, @Nullable String order)
            throws SQLException {
        var currency = Currency.getInstance(row.getString("currency"));
        var limit = row.getBigDecimal("credit_limit");
        var account = new Account(
                row.getString("code"),
                row.getString("name"),
                currency,
                ZoneId.of(row.getString("zone")),
                limit == null ? null : new Money(limit, currency).tidy());
        return new FoundAccount(account, row.getLong("users"), byName, byCode, user, order);
    }

    private static @Nullable NamedUser user(ResultSet row) throws SQLException {
        var username = row.getString("username");
        return username == null ? null : new NamedUser(username, row.getString("display_name"));
    }
}
