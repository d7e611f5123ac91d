package io.drawdown.account;

import io.drawdown.base.Check;
import io.drawdown.base.SafeToRepeat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People who sign in to the console. */
@Service
public class Users implements UserDetailsService {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Access access;

    Users(JdbcClient jdbc, PasswordEncoder passwords, Access access) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.access = access;
    }

    /** Adds a person, or changes who they are and their password; an admin's to do. */
    @SafeToRepeat
    @Transactional
    public void put(String username, String displayName, String password, Role role, @Nullable String account) {
        access.admin();
        new Check()
                .code("username", username)
                .name("displayName", displayName)
                .that(role != Role.METERING, "role", "must be ADMIN, SUPPORT or CUSTOMER for a person")
                .that((role == Role.CUSTOMER) == (account != null), "account", "goes with the role CUSTOMER, and only with it")
                .orRefuse();
        var values = jdbc.sql(exists(username)
                        ? "update app_user set display_name = :displayName, password_hash = :hash, role = :role, account = :account where username = :username"
                        : "insert into app_user (username, display_name, password_hash, role, account) values (:username, :displayName, :hash, :role, :account)");
        values.param("username", username)
                .param("displayName", displayName)
                .param("hash", passwords.encode(password))
                .param("role", role.name())
                .param("account", account)
                .update();
    }

    /** Whether a person with this name is known. Asks for no rights: nothing of it reaches a caller. */
    @Transactional(readOnly = true)
    public boolean exists(String username) {
        return jdbc.sql("select count(*) from app_user where username = :username")
                        .param("username", username)
                        .query(Long.class)
                        .single() > 0;
    }

    @Override
    @Transactional(readOnly = true)
    public SignedIn loadUserByUsername(String username) {
        return jdbc.sql("select username, display_name, password_hash, role, account from app_user where username = :username")
                .param("username", username)
                .query((row, index) -> new SignedIn(
                        new Caller(row.getString("username"), Role.valueOf(row.getString("role")), row.getString("account")),
                        row.getString("display_name"),
                        row.getString("password_hash")))
                .optional()
                .orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }
}
