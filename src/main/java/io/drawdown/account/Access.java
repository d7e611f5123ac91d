package io.drawdown.account;

import io.drawdown.account.internal.AccountRepository;
import io.drawdown.account.internal.AccountRow;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedRead;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.TooManyRequestsException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/**
 * Who may do what (R23), asked by every service before it does anything. What belongs to another account is as if it
 * weren't there.
 */
@Component
public class Access {

    private final AccountRepository accounts;
    private final ChangeLimits limits;
    private final ApplicationEventPublisher events;

    Access(AccountRepository accounts, ChangeLimits limits, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.limits = limits;
        this.events = events;
    }

    /** Who is asking; refuses if nobody is known, and if they must choose a password of their own first. */
    public Caller caller() {
        if (principal() instanceof SignedInUser person && person.mustChoosePassword()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Choose a password of your own first.");
        }
        return actor();
    }

    /** Who acts, even if they may do nothing yet but choose a password; refuses if nobody is known. */
    public Caller actor() {
        return switch (principal()) {
            case Caller caller -> caller;
            case SignedInUser person -> person.caller();
            case null, default ->
                throw new ProblemException(
                        ProblemType.UNAUTHENTICATED, "Sign in, or send an API key that is known here.");
        };
    }

    /** The person with a password of this program who has signed in, even if they may do nothing else yet; refuses if it is nobody. */
    LocalUser localUser() {
        if (principal() instanceof LocalUser user) {
            return user;
        }
        actor();
        throw new ProblemException(
                ProblemType.FORBIDDEN,
                "Only somebody who has signed in with a password of this program has one to change.");
    }

    /** The account, for someone who may read it: its customers, admins, and support, whose look is on the audit trail then. */
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
     * The account, for someone who may change it: its customers, as often as they may, and admins. To be asked once for each
     * change, first of all.
     *
     * @throws TooManyRequestsException if the account's customers have made too many changes
     */
    public Account requireChange(String account) {
        return requireChange(account, limits::countChange);
    }

    /**
     * The account, for someone who marks its notifications as read: those who may change it, and more often.
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

    /** Requires an admin, who is told who they are. */
    public Caller requireAdmin() {
        var caller = caller();
        if (caller.role() != Role.ADMIN) {
            throw forbidden(caller);
        }
        return caller;
    }

    /** The account, for an admin. */
    public Account requireAdminOf(String account) {
        requireAdmin();
        return findExisting(account);
    }

    /** Requires someone who may look at every account: support and admins. */
    public Caller requireStaff() {
        var caller = caller();
        if (caller.role() != Role.ADMIN && caller.role() != Role.SUPPORT) {
            throw forbidden(caller);
        }
        return caller;
    }

    /** Requires someone who may report usage: a METERING key or an admin. */
    public Caller requireReport() {
        var caller = caller();
        if (caller.role() != Role.METERING && caller.role() != Role.ADMIN) {
            throw forbidden(caller);
        }
        return caller;
    }

    /** Whether whoever asks, if anybody is known, isn't bound to another account than this. What they may do there is another question. */
    public boolean mayReach(String account) {
        var caller = switch (principal()) {
            case Caller known -> known;
            case SignedInUser person -> person.caller();
            case null, default -> null;
        };
        return caller == null || caller.account() == null || caller.belongsTo(account);
    }

    /** Does something as someone else, such as the program itself at start-up. */
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
        return accounts.current(List.of(account)).stream()
                .findFirst()
                .map(AccountRow::toAccount)
                .orElseThrow(() -> notFound(account));
    }

    static ProblemException notFound(String account) {
        return ProblemException.notFound("The account '" + account + "'");
    }

    private static ProblemException forbidden(Caller caller) {
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
