package io.drawdown.console.signin.session;

import io.drawdown.account.LocalUser;
import io.drawdown.account.Users;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.log.SecurityLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;

/**
 * The rules on how long a session may continue: until the user's credentials change, and no longer than the maximum
 * duration. The servlet container and Vaadin end idle sessions.
 */
@Component
public class SessionRules implements SessionAuthenticationStrategy {

    /** The session attribute that holds the instant of the sign-in. */
    static final String SINCE = SessionRules.class.getName() + ".since";

    private final Users users;
    private final SessionLimiter limiter;
    private final Clock clock;
    private final Duration maxDuration;

    SessionRules(
            Users users,
            SessionLimiter limiter,
            Clock clock,
            @Value("${drawdown.longest-session}") Duration maxDuration) {
        this.users = users;
        this.limiter = limiter;
        this.clock = clock;
        this.maxDuration = maxDuration;
    }

    /** The parts of a session that the rules need. */
    record Session(SignedInUser person, @Nullable Instant since) {}

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession();
        session.setAttribute(SINCE, clock.instant());
        if (authentication.getPrincipal() instanceof SignedInUser person) {
            limiter.onSignIn(session, person.caller().name());
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
    Predicate<Session> mayContinue(Collection<Session> sessions) {
        var now = clock.instant();
        var unchanged = users.hasUnchangedCredentials(sessions.stream()
                .map(Session::person)
                .filter(LocalUser.class::isInstance)
                .map(person -> person.caller().name())
                .distinct()
                .toList());
        return session -> (session.since == null || now.isBefore(session.since.plus(maxDuration)))
                && (!(session.person instanceof LocalUser user) || unchanged.test(user));
    }

    boolean mayContinue(Session session) {
        return mayContinue(List.of(session)).test(session);
    }
}
