package io.drawdown.console.signin.session;

import io.drawdown.base.limit.ClientNetwork;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Limits the number of sessions in this server's memory. Anonymous sessions are short and counted by network; after
 * sign-in a session is counted by its user. A new session is never refused, because then strangers could keep
 * everyone from signing in: the oldest session ends instead. Signing in doesn't depend on an earlier session, so it
 * always works.
 */
@Component
public class SessionLimiter implements HttpSessionListener {

    private static final String KEY = SessionLimiter.class.getName();
    private static final String UNKNOWN_NETWORK = "nowhere";
    private static final int MAX_ID_LENGTH = 100;

    /** The session attribute that holds the id of the browser's session before, which has ended. */
    static final String REPLACED = SessionLimiter.class.getName() + ".replaced";

    private final SessionLimits limits;
    private final EndedSessions ends;
    private final Duration idle;
    private final SessionCounter anonymous;
    private final SessionCounter signedIn;

    SessionLimiter(
            SessionLimits limits, EndedSessions ends, @Value("${server.servlet.session.timeout}") Duration idle) {
        this.limits = limits;
        this.ends = ends;
        this.idle = idle;
        anonymous = new SessionCounter(limits.strangersPerNetwork(), limits.strangers());
        signedIn = new SessionCounter(limits.perPerson(), Integer.MAX_VALUE);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        keepReplaced(event.getSession());
        countSession(event.getSession());
    }

    /** Counts a session by its user, who has just signed in. */
    void onSignIn(HttpSession session, String person) {
        var opened = session.getAttribute(KEY) instanceof CountedSession known ? known : countSession(session);
        anonymous.remove(opened);
        signedIn.remove(opened);
        signedIn.add(person, opened).forEach(oldest -> {
            ends.record(oldest.id(), SessionEnd.TOO_MANY);
            oldest.invalidate();
        });
        session.setMaxInactiveInterval((int) idle.toSeconds());
    }

    /** Returns the number of anonymous sessions. */
    public int anonymousCount() {
        return anonymous.size();
    }

    private static void keepReplaced(HttpSession session) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present) {
            var replaced = present.getRequest().getRequestedSessionId();
            if (replaced != null && replaced.length() <= MAX_ID_LENGTH) {
                session.setAttribute(REPLACED, replaced);
            }
        }
    }

    private CountedSession countSession(HttpSession session) {
        var opened = new CountedSession(session, this::onEnd);
        session.setAttribute(KEY, opened);
        session.setMaxInactiveInterval((int) limits.strangerIdle().toSeconds());
        anonymous.add(clientNetwork(), opened).forEach(CountedSession::invalidate);
        return opened;
    }

    private void onEnd(CountedSession session) {
        anonymous.remove(session);
        // Whoever ends a session has said why; the others have been idle.
        if (signedIn.remove(session)) {
            ends.record(session.id(), SessionEnd.IDLE);
        }
    }

    private static String clientNetwork() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
                ? ClientNetwork.key(present.getRequest().getRemoteAddr())
                : UNKNOWN_NETWORK;
    }
}
