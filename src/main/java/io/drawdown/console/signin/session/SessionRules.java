package io.drawdown.console.signin.session;

import io.drawdown.account.LocalUser;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.log.SecurityLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The rules on how long a session may continue: until the user's credentials change, and no longer than the maximum
 * duration. The servlet container and Vaadin end idle sessions.
 */
@Component
public class SessionRules implements SessionAuthenticationStrategy {

    private static final String END_LISTENER = SessionRules.class.getName() + ".end";

    /** The session attribute that holds the instant of the sign-in. */
    static final String SINCE = SessionRules.class.getName() + ".since";

    private static final String LAST_USE = SessionRules.class.getName() + ".lastUse";

    private final Users users;
    private final UserSessions sessions;
    private final SessionLimiter limiter;
    private final Clock clock;
    private final Duration maxDuration;

    SessionRules(
            Users users,
            UserSessions sessions,
            SessionLimiter limiter,
            Clock clock,
            @Value("${drawdown.longest-session}") Duration maxDuration) {
        this.users = users;
        this.sessions = sessions;
        this.limiter = limiter;
        this.clock = clock;
        this.maxDuration = maxDuration;
    }

    /** The parts of a session that the rules need. */
    record Session(
            SignedInUser person,
            @Nullable Instant since,
            @Nullable String id) {

        static Session of(SignedInUser person, Function<String, @Nullable Object> attributes) {
            return new Session(
                    person,
                    (Instant) attributes.apply(SINCE),
                    attributes.apply(UserSessions.SESSION_ATTRIBUTE) instanceof String id ? id : null);
        }
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession();
        session.setAttribute(SINCE, clock.instant());
        if (authentication.getPrincipal() instanceof SignedInUser person) {
            limiter.onSignIn(session, person.caller().name());
            begin(session, person, request);
            if (person instanceof LocalUser) {
                session.setAttribute(UserSessions.PASSWORD_ATTRIBUTE, clock.instant());
            } else {
                session.removeAttribute(UserSessions.PASSWORD_ATTRIBUTE);
            }
            SecurityLog.done("signed-in")
                    .with("user", person.caller().name())
                    .with("role", person.caller().role())
                    .with("account", person.caller().account())
                    .with("by", person instanceof LocalUser ? "password" : "openid-provider")
                    .with("address", request.getRemoteAddr())
                    .write();
        } else {
            limiter.onSignIn(session, authentication.getName());
        }
    }

    /** Returns which of the sessions may continue. One query serves all of them. */
    Predicate<Session> mayContinue(Collection<Session> sessionsToCheck) {
        var now = clock.instant();
        var unchanged = users.hasUnchangedCredentials(sessionsToCheck.stream()
                .map(Session::person)
                .filter(LocalUser.class::isInstance)
                .map(person -> person.caller().name())
                .distinct()
                .toList());
        var open = sessions.findOpen(sessionsToCheck.stream()
                .map(Session::id)
                .filter(Objects::nonNull)
                .toList());
        return session -> session.id != null
                && open.contains(session.id)
                && !isTooLong(session, now)
                && (!(session.person instanceof LocalUser user) || unchanged.test(user));
    }

    /** Records that a session is used. Most requests need no transaction for it. */
    void recordUse(HttpSession session, String id) {
        if (session.getAttribute(LAST_USE) instanceof Instant recorded
                && UserSessions.isUseDue(recorded, clock.instant())) {
            session.setAttribute(LAST_USE, sessions.use(id, recorded));
        }
    }

    private void begin(HttpSession session, SignedInUser person, HttpServletRequest request) {
        var id = sessions.begin(
                person.caller().name(), request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
        session.setAttribute(UserSessions.SESSION_ATTRIBUTE, id);
        session.setAttribute(LAST_USE, clock.instant());
        // Ends the user's session before, if this is the second sign-in of the same HTTP session.
        session.setAttribute(END_LISTENER, new UserSessionAttribute(id, this::close));
    }

    private void close(String id) {
        try {
            sessions.close(id);
        } catch (DataAccessException | TransactionException away) {
            // Without the database it stays listed until it would have been idle for too long.
        }
    }

    /** Returns why a session that may not continue ends. */
    SessionEnd endOf(Session session) {
        return isTooLong(session, clock.instant()) ? SessionEnd.TOO_LONG : SessionEnd.REVOKED;
    }

    private boolean isTooLong(Session session, Instant now) {
        return session.since != null && !now.isBefore(session.since.plus(maxDuration));
    }

    boolean mayContinue(Session session) {
        return mayContinue(List.of(session)).test(session);
    }
}
