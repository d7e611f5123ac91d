package io.drawdown.account;

import io.drawdown.account.internal.CurrentAccountRepository;
import io.drawdown.account.internal.CurrentUserSession;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedRead;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.log.SecurityLog;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/**
 * Checks what the current caller may do (R23). Every service asks it before it does anything else. To a caller, data
 * of another account doesn't exist.
 */
@Component
public class Access {

    private static final Duration PASSWORD_VALID_FOR = Duration.ofMinutes(10);

    private final CurrentAccountRepository accounts;
    private final ChangeLimits limits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Access(CurrentAccountRepository accounts, ChangeLimits limits, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Requires that the user of a session entered the password in it within the last ten minutes, before what gives
     * money or rights away. Keys, and users of an OpenID provider, aren't asked.
     *
     * @throws ProblemException of type {@link ProblemType#PASSWORD_AGAIN} otherwise
     */
    public void requireRecentPassword() {
        if (CurrentUserSession.id() == null || !(principal() instanceof LocalUser)) {
            return;
        }
        var enteredAt = CurrentUserSession.passwordEnteredAt();
        if (enteredAt == null || !clock.instant().isBefore(enteredAt.plus(PASSWORD_VALID_FOR))) {
            throw new ProblemException(
                    ProblemType.PASSWORD_AGAIN, "Enter your password again, to show that it is you.");
        }
    }

    /**
     * Returns the caller.
     *
     * @throws ProblemException if the caller is unknown, or must choose a new password first
     */
    public Caller caller() {
        if (principal() instanceof SignedInUser person && person.mustChoosePassword()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Choose a password of your own first.");
        }
        return actor();
    }

    /**
     * Returns the caller, even one who must choose a new password first.
     *
     * @throws ProblemException if the caller is unknown
     */
    public Caller actor() {
        return switch (principal()) {
            case Caller caller -> caller;
            case SignedInUser person -> person.caller();
            case null, default ->
                throw new ProblemException(
                        ProblemType.UNAUTHENTICATED, "Sign in, or send an API key that is known here.");
        };
    }

    /**
     * Returns the signed-in user whose password this program stores, even one who must choose a new password first.
     *
     * @throws ProblemException if the caller is not such a user
     */
    LocalUser localUser() {
        if (principal() instanceof LocalUser user) {
            return user;
        }
        actor();
        throw new ProblemException(
                ProblemType.FORBIDDEN, "Only users who sign in with a password of this program can change it.");
    }

    /**
     * Returns the account if the caller may read it: its customers, support and admins. Records in the audit trail
     * that support has looked at it.
     */
    public Account requireRead(String account) {
        var caller = caller();
        return switch (caller.role()) {
            case ADMIN -> findExisting(account);
            case SUPPORT -> recordRead(findExisting(account));
            case CUSTOMER -> ownAccount(caller, account);
            case METERING -> throw forbidden(caller);
        };
    }

    /**
     * Returns the account if the caller may change it: its customers, within their change limit, and admins. Call it
     * once for each change, before anything else.
     *
     * @throws TooManyRequestsException if the account's customers have made too many changes
     */
    public Account requireChange(String account) {
        return requireChange(account, limits::countChange);
    }

    /**
     * Returns the account if the caller may mark its notifications as read: its customers, within a higher limit, and
     * admins.
     *
     * @throws TooManyRequestsException if the account's customers have done so too often
     */
    public Account requireMarkRead(String account) {
        return requireChange(account, limits::countMarkRead);
    }

    private Account requireChange(String account, Consumer<String> counter) {
        var caller = caller();
        return switch (caller.role()) {
            case ADMIN -> findExisting(account);
            case CUSTOMER -> {
                var own = ownAccount(caller, account);
                counter.accept(account);
                yield own;
            }
            case SUPPORT, METERING -> throw forbidden(caller);
        };
    }

    /** Requires an admin, and returns the caller. */
    public Caller requireAdmin() {
        var caller = caller();
        if (caller.role() != Role.ADMIN) {
            throw forbidden(caller);
        }
        return caller;
    }

    /** Requires an admin, and returns the account. */
    public Account requireAdminOf(String account) {
        requireAdmin();
        return findExisting(account);
    }

    /** Requires staff, that is, support or an admin, and returns the caller. */
    public Caller requireStaff() {
        var caller = caller();
        if (caller.role() != Role.ADMIN && caller.role() != Role.SUPPORT) {
            throw forbidden(caller);
        }
        return caller;
    }

    /** Requires a METERING key or an admin, who may report usage, and returns the caller. */
    public Caller requireReport() {
        var caller = caller();
        if (caller.role() != Role.METERING && caller.role() != Role.ADMIN) {
            throw forbidden(caller);
        }
        return caller;
    }

    /**
     * Whether the caller isn't bound to another account; true if the caller is unknown. Doesn't check what the caller
     * may do there.
     */
    public boolean mayReach(String account) {
        var caller = switch (principal()) {
            case Caller known -> known;
            case SignedInUser person -> person.caller();
            case null, default -> null;
        };
        return caller == null || caller.account() == null || caller.belongsTo(account);
    }

    /** Runs an action as another caller, such as the program itself at startup. */
    public <T> T runAs(Caller caller, Supplier<T> action) {
        var before = SecurityContextHolder.getContext();
        try {
            SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                    caller, null, LocalUser.authorities(caller.role()))));
            return action.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    private static @Nullable Object principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? null : authentication.getPrincipal();
    }

    private Account ownAccount(Caller caller, String account) {
        if (!caller.belongsTo(account)) {
            throw notFound(account);
        }
        return findExisting(account);
    }

    private Account recordRead(Account account) {
        events.publishEvent(new AuditedRead(AuditAction.ACCOUNT_LOOKED_AT, account.code(), null));
        return account;
    }

    private Account findExisting(String account) {
        return accounts.find(account).orElseThrow(() -> notFound(account));
    }

    static ProblemException notFound(String account) {
        return ProblemException.notFound("The account '" + account + "'");
    }

    private static ProblemException forbidden(Caller caller) {
        SecurityLog.refused("access-refused")
                .with("by", caller.name())
                .with("key", caller.keyId())
                .with("role", caller.role())
                .with("account", caller.account())
                .write();
        return new ProblemException(
                ProblemType.FORBIDDEN,
                switch (caller.role()) {
                    case METERING -> "A METERING key may only report usage.";
                    case SUPPORT -> "Support may look at everything and change nothing.";
                    case CUSTOMER -> "Only an admin may do this.";
                    case ADMIN -> "Admins may not do this.";
                });
    }
}
