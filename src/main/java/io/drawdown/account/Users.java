package io.drawdown.account;

import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.SafeToRepeat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ApplicationEventPublisher events;

    Users(JdbcClient jdbc, PasswordEncoder passwords, Access access, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.access = access;
        this.events = events;
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
        var known = find(username);
        var values = jdbc.sql(known.isPresent()
                        ? "update app_user set display_name = :displayName, password_hash = :hash, role = :role, account = :account where username = :username"
                        : "insert into app_user (username, display_name, password_hash, role, account) values (:username, :displayName, :hash, :role, :account)");
        values.param("username", username)
                .param("displayName", displayName)
                .param("hash", passwords.encode(password))
                .param("role", role.name())
                .param("account", account)
                .update();
        var before = known.map(user -> new Person(user.displayName(), user.caller().role(), user.caller().account(), false));
        var isNewPassword = known.filter(user -> passwords.matches(password, user.getPassword())).isEmpty();
        var after = new Person(displayName, role, account, isNewPassword);
        events.publishEvent(new AuditedChange(AuditAction.USER_SET, account, username, before.orElse(null), after));
    }

    private record Person(String displayName, Role role, @Nullable String account, boolean newPassword) {}

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
        return find(username).orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }

    private Optional<SignedIn> find(String username) {
        return jdbc.sql("select username, display_name, password_hash, role, account from app_user where username = :username")
                .param("username", username)
                .query((row, index) -> new SignedIn(
                        new Caller(row.getString("username"), Role.valueOf(row.getString("role")), row.getString("account")),
                        row.getString("display_name"),
                        row.getString("password_hash")))
                .optional();
    }
}
