package io.drawdown.console.signin;

import io.drawdown.base.Network;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Bounds the sessions in this server's memory. Those of people who haven't signed in are short, and counted by network; with
 * signing in a session becomes its person's. New ones are never refused, as then nobody could sign in while strangers hold all
 * that there are: the oldest give way. Signing in needs no session that is kept, so it works even then.
 */
@Component
class OpenedSessions implements HttpSessionListener {

    private static final String KEY = OpenedSessions.class.getName();
    private static final String NOWHERE = "nowhere";

    private final SessionLimits limits;
    private final Duration idle;
    private final SessionCount strangers;
    private final SessionCount people;

    OpenedSessions(SessionLimits limits, @Value("${server.servlet.session.timeout}") Duration idle) {
        this.limits = limits;
        this.idle = idle;
        strangers = new SessionCount(limits.strangersPerNetwork(), limits.strangers());
        people = new SessionCount(limits.perPerson(), Integer.MAX_VALUE);
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        open(event.getSession());
    }

    /** Makes a session that of a person, who has just signed in. */
    void signedIn(HttpSession session, String person) {
        var opened = session.getAttribute(KEY) instanceof OpenedSession known ? known : open(session);
        strangers.remove(opened);
        people.remove(opened);
        people.add(person, opened).forEach(OpenedSession::end);
        session.setMaxInactiveInterval((int) idle.toSeconds());
    }

    /** How many sessions there are of people who haven't signed in. */
    int strangers() {
        return strangers.size();
    }

    private OpenedSession open(HttpSession session) {
        var opened = new OpenedSession(session, this::ended);
        session.setAttribute(KEY, opened);
        session.setMaxInactiveInterval((int) limits.strangerIdle().toSeconds());
        strangers.add(network(), opened).forEach(OpenedSession::end);
        return opened;
    }

    private void ended(OpenedSession session) {
        strangers.remove(session);
        people.remove(session);
    }

    private static String network() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
                ? Network.of(present.getRequest().getRemoteAddr())
                : NOWHERE;
    }
}
