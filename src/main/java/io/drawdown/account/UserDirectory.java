package io.drawdown.account;

import io.drawdown.account.model.Role;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSummary;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who can sign in with a password, for staff. */
@Service
public class UserDirectory {

    private static final String COLUMNS = """
            username, display_name, role, account, password_made_up, created_at, last_sign_in_at""";

    private final SqlListing.Database database;
    private final Access access;

    UserDirectory(SqlListing.Database database, Access access) {
        this.database = database;
        this.access = access;
    }

    /** An account's people by name, for support and admins. */
    @Transactional(readOnly = true)
    public Listing<UserSummary> listSummaries(String account) {
        access.requireStaff();
        access.requireRead(account);
        return new SqlListing<>(
                        database,
                        "username, display_name",
                        "app_user",
                        (row, index) -> new UserSummary(row.getString("username"), row.getString("display_name")))
                .within("account", "account", account)
                .orderBy(SortColumn.text("username"));
    }

    /** An account's people; an admin's to see. */
    @Transactional(readOnly = true)
    public Listing<User> listUsers(String account) {
        access.requireAdminOf(account);
        return userListing().within("account", "account", account);
    }

    /** Whether somebody of this name is of an account; an admin's to ask. */
    @Transactional(readOnly = true)
    public boolean belongsTo(String account, String username) {
        access.requireAdminOf(account);
        return userListing()
                        .where("account = :account", "account", account)
                        .where("username = :username", "username", username)
                        .count()
                > 0;
    }

    /** The platform's admins and support; an admin's to see. */
    @Transactional(readOnly = true)
    public Listing<User> listStaff() {
        access.requireAdmin();
        return userListing().where("account is null");
    }

    private SqlListing<User> userListing() {
        return new SqlListing<>(database, COLUMNS, "app_user", (row, index) -> readUser(row))
                .orderBy(SortColumn.text("username"))
                .sortable("displayName", SortColumn.text("display_name"))
                .sortable("role", SortColumn.text("role"))
                .sortable("createdAt", SortColumn.instant("created_at").nullable())
                .sortable("lastSignInAt", SortColumn.instant("last_sign_in_at").nullable());
    }

    private static User readUser(ResultSet row) throws SQLException {
        return new User(
                row.getString("username"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                row.getString("account"),
                row.getBoolean("password_made_up"),
                Sql.instantOrNull(row, "created_at"),
                Sql.instantOrNull(row, "last_sign_in_at"));
    }
}
