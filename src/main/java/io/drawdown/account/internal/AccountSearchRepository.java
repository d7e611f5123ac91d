package io.drawdown.account.internal;

import io.drawdown.account.model.AccountMatch;
import io.drawdown.account.model.UserSummary;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Finds accounts by parts of names and codes, and by order number. A search by words scans the tables of accounts and
 * users once each; an order number is looked up by its index.
 */
@Repository
public class AccountSearchRepository {

    private static final String COLUMNS = """
            a.code, a.name, a.currency, a.zone, a.credit_limit, a.state,
            (select count(*) from app_user c where c.account = a.code) as users""";

    private static final String MATCH_COLUMNS = """
            , lower(a.name) like :words as by_name, lower(a.code) like :words as by_code, u.username, u.display_name, o.number""";

    private static final String MATCHING_TABLES = """
            account a
            left join (
                select account, min(username) as username from app_user
                where lower(username) like :words or lower(display_name) like :words
                group by account) m on m.account = a.code
            left join app_user u on u.username = m.username
            left join purchase_order o on o.number = :number and o.account = a.code""";

    private final SqlListing.Database database;

    AccountSearchRepository(SqlListing.Database database) {
        this.database = database;
    }

    /** Lists all accounts by code. */
    public Listing<AccountMatch> listAll() {
        return ordered(new SqlListing<>(
                database, COLUMNS, "account a", (row, index) -> readMatch(row, false, false, null, null)));
    }

    /** Lists the matching accounts by code. */
    public Listing<AccountMatch> listMatching(String words) {
        return ordered(new SqlListing<>(
                        database,
                        COLUMNS + MATCH_COLUMNS,
                        MATCHING_TABLES,
                        (row, index) -> readMatch(
                                row,
                                row.getBoolean("by_name"),
                                row.getBoolean("by_code"),
                                readUser(row),
                                row.getString("number")))
                .where(
                        "(lower(a.name) like :words or lower(a.code) like :words or m.username is not null or o.number is not null)")
                .with("words", Sql.containsPattern(words))
                .with("number", words.strip().toUpperCase(Locale.ROOT)));
    }

    private static Listing<AccountMatch> ordered(SqlListing<AccountMatch> list) {
        return list.orderBy(SortColumn.text("a.code"))
                .sortable("name", SortColumn.text("lower(a.name)"))
                .sortable("code", SortColumn.text("a.code"));
    }

    private static AccountMatch readMatch(
            ResultSet row, boolean byName, boolean byCode, @Nullable UserSummary user, @Nullable String order)
            throws SQLException {
        return new AccountMatch(
                CurrentAccountRepository.readAccount(row), row.getLong("users"), byName, byCode, user, order);
    }

    private static @Nullable UserSummary readUser(ResultSet row) throws SQLException {
        var username = row.getString("username");
        return username == null ? null : new UserSummary(username, row.getString("display_name"));
    }
}
