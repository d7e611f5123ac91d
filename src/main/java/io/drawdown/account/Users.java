package io.drawdown.account;

import io.drawdown.account.internal.CurrentUserSession;
import io.drawdown.account.internal.SecretGenerator;
import io.drawdown.account.internal.UserRepository;
import io.drawdown.account.internal.UserRepository.StoredUser;
import io.drawdown.account.internal.UserSessionRepository;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.password.DemoPassword;
import io.drawdown.account.password.PasswordRules;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.RetryOnConflict;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds, changes and removes the users who sign in to the console with a password. */
@Service
public class Users implements UserDetailsService, UserDetailsPasswordService {

    private final UserRepository repository;
    private final UserSessionRepository sessions;
    private final PasswordEncoder passwordEncoder;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Users(
            UserRepository repository,
            UserSessionRepository sessions,
            PasswordEncoder passwordEncoder,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.sessions = sessions;
        this.passwordEncoder = passwordEncoder;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds or changes a user, and ends the user's sessions. Requires an admin. The user must replace the password at
     * the next sign-in, because the admin knows it, unless the program itself sets it at startup.
     */
    @RetryOnConflict
    @Transactional
    public void put(String username, String displayName, String password, Role role, @Nullable String account) {
        var madeUp = !access.requireAdmin().equals(Caller.SYSTEM);
        access.requireRecentPassword();
        validate(username, displayName, role, account).throwIfInvalid();
        if (madeUp || !DemoPassword.PASSWORD.equals(password)) {
            validatePassword("password", password, knownNames(username, displayName, account));
        }
        save(username, displayName, password, role, account, madeUp);
    }

    /**
     * Adds a user with a generated password, and returns the password. It is shown only once, and the user must
     * replace it at the first sign-in. Requires an admin.
     *
     * @throws ProblemException also if there is already a user of this name, in any account
     */
    @RetryOnConflict
    @Transactional
    public String add(String username, String displayName, Role role, @Nullable String account) {
        access.requireAdmin();
        access.requireRecentPassword();
        validate(username, displayName, role, account).throwIfInvalid();
        if (account != null) {
            access.requireAdminOf(account);
        }
        if (find(username).isPresent()) {
            throw ProblemException.forField(
                    ProblemType.ALREADY_EXISTS,
                    "username",
                    "There is already a user '" + username + "'. Choose another username.");
        }
        var password = SecretGenerator.newPassword();
        save(username, displayName, password, role, account, true);
        return password;
    }

    /**
     * Changes a user's display name, if the present one meets a precondition. Requires an admin.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @Transactional
    public void renameIf(String username, String displayName, Precondition<String> precondition) {
        access.requireAdmin();
        new Validation().name("displayName", displayName).throwIfInvalid();
        var user = repository.findLocked(username).map(Users::toLocalUser).orElseThrow(() -> notFound(username));
        precondition.check(user.displayName());
        repository.updateDisplayName(username, displayName);
        events.publishEvent(new AuditedChange(
                AuditAction.USER_SET,
                user.caller().account(),
                username,
                AuditedUser.of(user, false),
                AuditedUser.of(findExisting(username), false)));
    }

    /**
     * Sets the first admin's password at startup, unless it is already set. Doesn't apply the password rules.
     * Requires an admin.
     */
    @RetryOnConflict
    @Transactional
    public void bootstrap(String username, String displayName, String password, boolean madeUp) {
        access.requireAdmin();
        var isSet = find(username)
                .filter(user ->
                        user.caller().role() == Role.ADMIN && passwordEncoder.matches(password, user.getPassword()))
                .isPresent();
        if (!isSet) {
            save(username, displayName, password, Role.ADMIN, null, madeUp);
        }
    }

    /** Returns how a password violates the rules, as the rest of a sentence; null if it doesn't. */
    public @Nullable String findPasswordProblem(
            String username, String displayName, String password, @Nullable String account) {
        return PasswordRules.findProblem(password, knownNames(username, displayName, account));
    }

    /**
     * Gives a user a generated password, and returns it. It is shown only once, and the user must replace it at the
     * next sign-in. Requires an admin.
     */
    @RetryOnConflict
    @Transactional
    public String resetPassword(String username) {
        access.requireAdmin();
        access.requireRecentPassword();
        var user = findExisting(username);
        var password = SecretGenerator.newPassword();
        setPassword(user, password, true);
        return password;
    }

    /** Removes a user, which ends the user's sessions. Requires an admin, who can't remove themselves. */
    @RetryOnConflict
    @Transactional
    public void remove(String username) {
        var admin = access.requireAdmin();
        var user = findExisting(username);
        new Validation()
                .require(!admin.name().equals(username), "username", "is your own: another admin can remove you")
                .throwIfInvalid();
        repository.delete(username);
        sessions.deleteOthers(username, null);
        events.publishEvent(new AuditedChange(
                AuditAction.USER_REMOVED, user.caller().account(), username, AuditedUser.of(user, false), null));
    }

    /** Records that a user has signed in now. */
    @RetryOnConflict
    @Transactional
    void recordSignIn(String username) {
        repository.updateLastSignIn(username, clock.instant());
    }

    /** Whether this is the user's password. */
    @Transactional(readOnly = true)
    boolean hasPassword(String username, String password) {
        return find(username)
                .filter(user -> passwordEncoder.matches(password, user.getPassword()))
                .isPresent();
    }

    /** Sets a password that the user has chosen, and returns the changed user. */
    @RetryOnConflict
    @Transactional
    LocalUser choosePassword(String username, String password) {
        var user = findExisting(username);
        validatePassword(
                "chosen",
                password,
                knownNames(username, user.displayName(), user.caller().account()));
        new Validation()
                .require(
                        !passwordEncoder.matches(password, user.getPassword()),
                        "chosen",
                        "is the current one: choose another")
                .throwIfInvalid();
        setPassword(user, password, false);
        return findExisting(username);
    }

    /** Whether a user of this name exists. Checks no access: the result doesn't reach a caller. */
    @Transactional(readOnly = true)
    public boolean exists(String username) {
        return find(username).isPresent();
    }

    /**
     * Returns a filter for users whose password, role and account are unchanged since they signed in, so that their
     * sessions may continue. It rejects users who aren't in {@code usernames}. Checks no access.
     */
    @Transactional(readOnly = true)
    public Predicate<LocalUser> hasUnchangedCredentials(Collection<String> usernames) {
        if (usernames.isEmpty()) {
            return user -> false;
        }
        var stamps = repository.findAll(usernames).stream()
                .collect(Collectors.toMap(
                        StoredUser::username,
                        user -> LocalUser.sessionStamp(user.passwordHash(), user.role(), user.account())));
        return user -> user.sessionStamp().equals(stamps.get(user.getUsername()));
    }

    @Override
    @Transactional(readOnly = true)
    public LocalUser loadUserByUsername(String username) {
        return find(username).orElseThrow(() -> new UsernameNotFoundException("No such user"));
    }

    /** Saves an upgraded hash of the password with which a user has just signed in. */
    @Override
    @Transactional
    public LocalUser updatePassword(UserDetails user, @Nullable String hash) {
        repository.updateHash(user.getUsername(), user.getPassword(), hash);
        return loadUserByUsername(user.getUsername());
    }

    private static Validation validate(String username, String displayName, Role role, @Nullable String account) {
        return new Validation()
                .code("username", username)
                .name("displayName", displayName)
                .require(role != Role.METERING, "role", "must be ADMIN, SUPPORT or CUSTOMER for a person")
                .require(
                        (role == Role.CUSTOMER) == (account != null),
                        "account",
                        "goes with the role CUSTOMER, and only with it");
    }

    private static void validatePassword(String field, String password, List<String> names) {
        var problem = PasswordRules.findProblem(password, names);
        new Validation()
                .require(problem == null, field, String.valueOf(problem))
                .throwIfInvalid();
    }

    private List<String> knownNames(String username, String displayName, @Nullable String account) {
        var ofAccount = account == null
                ? Stream.<String>of()
                : Stream.concat(Stream.of(account), repository.findAccountName(account).stream());
        return Stream.concat(Stream.of(username, displayName), ofAccount).toList();
    }

    private void save(
            String username, String displayName, String password, Role role, @Nullable String account, boolean madeUp) {
        var known = find(username);
        var user = new StoredUser(username, displayName, encode(password), role, account, madeUp);
        if (known.isPresent()) {
            repository.update(user);
            sessions.deleteOthers(username, null);
        } else {
            repository.insert(user, clock.instant());
        }
        var isNewPassword = known.filter(before -> passwordEncoder.matches(password, before.getPassword()))
                .isEmpty();
        events.publishEvent(new AuditedChange(
                AuditAction.USER_SET,
                account,
                username,
                known.map(before -> AuditedUser.of(before, false)).orElse(null),
                new AuditedUser(displayName, role, account, isNewPassword)));
    }

    private void setPassword(LocalUser user, String password, boolean madeUp) {
        repository.updatePassword(user.getUsername(), encode(password), madeUp);
        // Users who change their own password stay signed in where they do.
        sessions.deleteOthers(user.getUsername(), CurrentUserSession.id());
        events.publishEvent(new AuditedChange(
                AuditAction.USER_SET,
                user.caller().account(),
                user.getUsername(),
                AuditedUser.of(user, false),
                AuditedUser.of(user, true)));
    }

    private String encode(String password) {
        return Objects.requireNonNull(passwordEncoder.encode(password));
    }

    /** A user in the form that the audit trail records. */
    private record AuditedUser(
            String displayName, Role role, @Nullable String account, boolean newPassword) {

        static AuditedUser of(LocalUser user, boolean newPassword) {
            return new AuditedUser(
                    user.displayName(), user.caller().role(), user.caller().account(), newPassword);
        }
    }

    private LocalUser findExisting(String username) {
        return find(username).orElseThrow(() -> notFound(username));
    }

    private static ProblemException notFound(String username) {
        return ProblemException.notFound("The user '" + username + "'");
    }

    private Optional<LocalUser> find(String username) {
        return repository.find(username).map(Users::toLocalUser);
    }

    private static LocalUser toLocalUser(StoredUser user) {
        return new LocalUser(
                new Caller(user.username(), user.role(), user.account()),
                user.displayName(),
                user.passwordHash(),
                user.passwordMadeUp());
    }
}
