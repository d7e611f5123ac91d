package io.drawdown.account;

import io.drawdown.account.internal.PasswordRules;
import io.drawdown.account.internal.Secrets;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.base.Sql;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People who sign in to the console with a password. */
@Service
public class Users implements UserDetailsService, UserDetailsPasswordService {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Users(JdbcClient jdbc, PasswordEncoder passwords, Access access, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a person, or changes who they are and their password, which ends their sessions; an admin's to do. As the admin knows
     * the password, the person chooses another one when they sign in. What the program itself is started with, they keep.
     */
    @SafeToRepeat
    @Transactional
    public void put(String username, String displayName, String password, Role role, @Nullable String account) {
        var madeUp = !access.admin().equals(Caller.SYSTEM);
        check(username, displayName, role, account).orRefuse();
        if (madeUp || !DemoPassword.TEXT.equals(password)) {
            refuseBad("password", password, names(username, displayName, account));
        }
        write(username, displayName, password, role, account, madeUp);
    }

    /**
     * Adds a person, with a password that is shown this once and that they change when they sign in; an admin's to do.
     *
     * @throws ProblemException also if there is somebody of this name already, of whichever account
     */
    @SafeToRepeat
    @Transactional
    public String add(String username, String displayName, Role role, @Nullable String account) {
        access.admin();
        check(username, displayName, role, account).orRefuse();
        if (account != null) {
            access.asAdmin(account);
        }
        if (find(username).isPresent()) {
            throw ProblemException.at(
                    ProblemType.ALREADY_EXISTS,
                    "username",
                    "There is already a user '" + username + "'. Choose another username.");
        }
        var password = Secrets.newPassword();
        write(username, displayName, password, role, account, true);
        return password;
    }

    /** Changes how a person is called; an admin's to do. */
    @SafeToRepeat
    @Transactional
    public void rename(String username, String displayName) {
        access.admin();
        new Check().name("displayName", displayName).orRefuse();
        var user = existing(username);
        jdbc.sql("update app_user set display_name = :displayName where username = :username")
                .param("displayName", displayName)
                .param("username", username)
                .update();
        events.publishEvent(new AuditedChange(
                AuditAction.USER_SET,
                user.caller().account(),
                username,
                Person.of(user, false),
                Person.of(existing(username), false)));
    }

    /** Sets the password of the first admin, whatever it is, at start-up, unless it is set already; an admin's to do. */
    @SafeToRepeat
    @Transactional
    public void bootstrap(String username, String displayName, String password, boolean madeUp) {
        access.admin();
        var isSet = find(username)
                .filter(user -> user.caller().role() == Role.ADMIN && passwords.matches(password, user.getPassword()))
                .isPresent();
        if (!isSet) {
            write(username, displayName, password, Role.ADMIN, null, madeUp);
        }
    }

    /** What the rules for passwords say against this one, as the rest of a sentence about it; null if nothing. */
    public @Nullable String problemWith(
            String username, String displayName, String password, @Nullable String account) {
        return PasswordRules.problem(password, names(username, displayName, account));
    }

    /** Gives a person a password that is shown this once and that they change when they sign in; an admin's to do. */
    @SafeToRepeat
    @Transactional
    public String makeUpPassword(String username) {
        access.admin();
        var user = existing(username);
        var password = Secrets.newPassword();
        setPassword(user, password, true);
        return password;
    }

    /** Removes a person, which ends their sessions; an admin's to do, though not to themselves. */
    @SafeToRepeat
    @Transactional
    public void remove(String username) {
        var admin = access.admin();
        var user = existing(username);
        new Check()
                .that(!admin.name().equals(username), "username", "is your own: another admin can remove you")
                .orRefuse();
        jdbc.sql("delete from app_user where username = :username")
                .param("username", username)
                .update();
        events.publishEvent(new AuditedChange(
                AuditAction.USER_REMOVED, user.caller().account(), username, Person.of(user, false), null));
    }

    /** Keeps when a person has last signed in. */
    @SafeToRepeat
    @Transactional
    void signedIn(String username) {
        jdbc.sql("update app_user set last_sign_in_at = :now where username = :username")
                .param("now", Sql.utc(clock.instant()))
                .param("username", username)
                .update();
    }

    /** Whether this is the person's password. */
    @Transactional(readOnly = true)
    boolean hasPassword(String username, String password) {
        return find(username)
                .filter(user -> passwords.matches(password, user.getPassword()))
                .isPresent();
    }

    /** Gives a person the password that they have chosen; gives the person as they are from now on. */
    @SafeToRepeat
    @Transactional
    LocalUser choosePassword(String username, String password) {
        var user = existing(username);
        refuseBad(
                "chosen",
                password,
                names(username, user.displayName(), user.caller().account()));
        new Check()
                .that(!passwords.matches(password, user.getPassword()), "chosen", "is the present one: choose another")
                .orRefuse();
        setPassword(user, password, false);
        return existing(username);
    }

    /** Whether a person with this name is known. Asks for no rights: nothing of it reaches a caller. */
    @Transactional(readOnly = true)
    public boolean exists(String username) {
        return find(username).isPresent();
    }

    /** Tells of people with these names whether nothing that they signed in with has changed, so that their sessions may go on. Asks for no rights. */
    @Transactional(readOnly = true)
    public Predicate<LocalUser> unchanged(Collection<String> usernames) {
        if (usernames.isEmpty()) {
            return user -> false;
        }
        var stamps = jdbc
                .sql("select username, password_hash, role, account from app_user where username in (:usernames)")
                .param("usernames", usernames)
                .query((row, index) -> Map.entry(
                        row.getString("username"),
                        LocalUser.stamp(
                                row.getString("password_hash"),
                                Role.valueOf(row.getString("role")),
                                row.getString("account"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return user -> user.stamp().equals(stamps.get(user.getUsername()));
    }

    @Override
    @Transactional(readOnly = true)
    public LocalUser loadUserByUsername(String username) {
        return find(username).orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }

    /** Keeps the hash that a current algorithm made of the password that somebody has just signed in with. */
    @Override
    @Transactional
    public LocalUser updatePassword(UserDetails user, @Nullable String hash) {
        jdbc.sql("update app_user set password_hash = :hash where username = :username and password_hash = :before")
                .param("hash", hash)
                .param("username", user.getUsername())
                .param("before", user.getPassword())
                .update();
        return loadUserByUsername(user.getUsername());
    }

    private static Check check(String username, String displayName, Role role, @Nullable String account) {
        return new Check()
                .code("username", username)
                .name("displayName", displayName)
                .that(role != Role.METERING, "role", "must be ADMIN, SUPPORT or CUSTOMER for a person")
                .that(
                        (role == Role.CUSTOMER) == (account != null),
                        "account",
                        "goes with the role CUSTOMER, and only with it");
    }

    private static void refuseBad(String field, String password, List<String> names) {
        var problem = PasswordRules.problem(password, names);
        new Check().that(problem == null, field, String.valueOf(problem)).orRefuse();
    }

    private List<String> names(String username, String displayName, @Nullable String account) {
        var ofAccount = account == null
                ? Stream.<String>of()
                : Stream.concat(
                        Stream.of(account),
                        jdbc
                                .sql("select name from account where code = :account")
                                .param("account", account)
                                .query(String.class)
                                .stream());
        return Stream.concat(Stream.of(username, displayName), ofAccount).toList();
    }

    private void write(
            String username, String displayName, String password, Role role, @Nullable String account, boolean madeUp) {
        var known = find(username);
        jdbc.sql(known.isPresent() ? """
                        update app_user set display_name = :displayName, password_hash = :hash, role = :role, account = :account,
                            password_made_up = :madeUp
                        where username = :username""" : """
                        insert into app_user (username, display_name, password_hash, role, account, password_made_up, created_at)
                        values (:username, :displayName, :hash, :role, :account, :madeUp, :now)""")
                .param("username", username)
                .param("displayName", displayName)
                .param("hash", passwords.encode(password))
                .param("role", role.name())
                .param("account", account)
                .param("madeUp", madeUp)
                .param("now", Sql.utc(clock.instant()))
                .update();
        var isNewPassword = known.filter(user -> passwords.matches(password, user.getPassword()))
                .isEmpty();
        events.publishEvent(new AuditedChange(
                AuditAction.USER_SET,
                account,
                username,
                known.map(user -> Person.of(user, false)).orElse(null),
                new Person(displayName, role, account, isNewPassword)));
    }

    private void setPassword(LocalUser user, String password, boolean madeUp) {
        jdbc.sql("update app_user set password_hash = :hash, password_made_up = :madeUp where username = :username")
                .param("hash", passwords.encode(password))
                .param("madeUp", madeUp)
                .param("username", user.getUsername())
                .update();
        events.publishEvent(new AuditedChange(
                AuditAction.USER_SET,
                user.caller().account(),
                user.getUsername(),
                Person.of(user, false),
                Person.of(user, true)));
    }

    /** What the audit trail says of a person. */
    private record Person(
            String displayName, Role role, @Nullable String account, boolean newPassword) {

        static Person of(LocalUser user, boolean newPassword) {
            return new Person(
                    user.displayName(), user.caller().role(), user.caller().account(), newPassword);
        }
    }

    private LocalUser existing(String username) {
        return find(username).orElseThrow(() -> ProblemException.notFound("The user '" + username + "'"));
    }

    private Optional<LocalUser> find(String username) {
        return jdbc.sql("""
                        select username, display_name, password_hash, role, account, password_made_up
                        from app_user where username = :username""")
                .param("username", username)
                .query((row, index) -> new LocalUser(
                        new Caller(
                                row.getString("username"),
                                Role.valueOf(row.getString("role")),
                                row.getString("account")),
                        row.getString("display_name"),
                        row.getString("password_hash"),
                        row.getBoolean("password_made_up")))
                .optional();
    }
}
