package io.drawdown.account.internal;

import io.drawdown.account.model.Role;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSummary;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the users who sign in with a password. */
@Repository
public class UserRepository {

    private static final String SELECT_STORED =
            "select username, display_name, password_hash, role, account, password_made_up from app_user ";

    private static final String COLUMNS = """
            username, display_name, role, account, password_made_up, created_at, last_sign_in_at,
            (select max(attempt.blocked_until) from sign_in_attempts attempt
                where attempt.username = app_user.username) as waits_until,
            exists (select 1 from second_factor f where f.username = app_user.username) as has_second_factor""";

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    UserRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * A user with the hash of the password.
     *
     * @param account the customer's account; null for staff
     * @param passwordMadeUp whether the password was generated, so that the user must replace it
     */
    public record StoredUser(
            String username,
            String displayName,
            String passwordHash,
            Role role,
            @Nullable String account,
            boolean passwordMadeUp) {

        @Override
        public String toString() {
            return "StoredUser[username=" + username + ", role=" + role + ", account=" + account + "]";
        }
    }

    /** Finds a user by name. */
    public Optional<StoredUser> find(String username) {
        return jdbc.sql(SELECT_STORED + "where username = :username")
                .param("username", username)
                .query((row, index) -> readStored(row))
                .optional();
    }

    /** Finds a user by name, and locks it until the transaction ends. */
    public Optional<StoredUser> findLocked(String username) {
        return jdbc.sql(SELECT_STORED + "where username = :username for update")
                .param("username", username)
                .query((row, index) -> readStored(row))
                .optional();
    }

    /** Finds the users of any number of names. Unknown names are left out. */
    public List<StoredUser> findAll(Collection<String> usernames) {
        return Sql.queryInChunks(
                usernames,
                chunk -> jdbc.sql(SELECT_STORED + "where username = any(cast(:usernames as varchar array))")
                        .param("usernames", Sql.array("varchar", chunk, username -> username))
                        .query((row, index) -> readStored(row))
                        .list());
    }

    /** Adds a user. */
    public void insert(StoredUser user, Instant now) {
        jdbc.sql("""
                        insert into app_user (username, display_name, password_hash, role, account, password_made_up, created_at)
                        values (:username, :displayName, :hash, :role, :account, :madeUp, :now)""")
                .param("username", user.username())
                .param("displayName", user.displayName())
                .param("hash", user.passwordHash())
                .param("role", user.role().name())
                .param("account", user.account())
                .param("madeUp", user.passwordMadeUp())
                .param("now", Sql.utc(now))
                .update();
    }

    /** Replaces everything of a user except the name. */
    public void update(StoredUser user) {
        jdbc.sql("""
                        update app_user set display_name = :displayName, password_hash = :hash, role = :role, account = :account,
                            password_made_up = :madeUp
                        where username = :username""")
                .param("displayName", user.displayName())
                .param("hash", user.passwordHash())
                .param("role", user.role().name())
                .param("account", user.account())
                .param("madeUp", user.passwordMadeUp())
                .param("username", user.username())
                .update();
    }

    /** Replaces a user's display name. */
    public void updateDisplayName(String username, String displayName) {
        jdbc.sql("update app_user set display_name = :displayName where username = :username")
                .param("displayName", displayName)
                .param("username", username)
                .update();
    }

    /** Replaces a user's password. */
    public void updatePassword(String username, String hash, boolean madeUp) {
        jdbc.sql("update app_user set password_hash = :hash, password_made_up = :madeUp where username = :username")
                .param("hash", hash)
                .param("madeUp", madeUp)
                .param("username", username)
                .update();
    }

    /**
     * Replaces the hash of a user's password by a stronger one of the same password, unless the password has changed.
     */
    public void updateHash(String username, @Nullable String before, @Nullable String hash) {
        jdbc.sql("update app_user set password_hash = :hash where username = :username and password_hash = :before")
                .param("hash", hash)
                .param("username", username)
                .param("before", before)
                .update();
    }

    /** Records when a user last signed in. */
    public void updateLastSignIn(String username, Instant now) {
        jdbc.sql("update app_user set last_sign_in_at = :now where username = :username")
                .param("now", Sql.utc(now))
                .param("username", username)
                .update();
    }

    /** Deletes a user, if it exists. */
    public void delete(String username) {
        jdbc.sql("delete from app_user where username = :username")
                .param("username", username)
                .update();
    }

    /** Finds the name of an account. */
    public Optional<String> findAccountName(String account) {
        return jdbc.sql("select name from account where code = :account")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** Lists an account's users by name, without the details for admins. */
    public Listing<UserSummary> listSummaries(String account) {
        return new SqlListing<>(
                        database,
                        "username, display_name",
                        "app_user",
                        (row, index) -> new UserSummary(row.getString("username"), row.getString("display_name")))
                .within("account", "account", account)
                .orderBy(SortColumn.text("username"));
    }

    /** Lists an account's users by name. */
    public Listing<User> listOfAccount(String account) {
        return users().within("account", "account", account);
    }

    /** Lists the platform's admins and support users by name. */
    public Listing<User> listStaff() {
        return users().where("account is null");
    }

    private SqlListing<User> users() {
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
                Sql.instantOrNull(row, "last_sign_in_at"),
                Sql.instantOrNull(row, "waits_until"),
                row.getBoolean("has_second_factor"));
    }

    private static StoredUser readStored(ResultSet row) throws SQLException {
        return new StoredUser(
                row.getString("username"),
                row.getString("display_name"),
                row.getString("password_hash"),
                Role.valueOf(row.getString("role")),
                row.getString("account"),
                row.getBoolean("password_made_up"));
    }
}
