package io.drawdown.console.signin.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.background.SecondTicker;
import io.drawdown.log.SecurityLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Ends expired sessions on this server and closes their pages. After a sign-out, all pages of the session leave at
 * once. A session that expired, on whichever server, ends within a second.
 */
@Component
public class SessionExpiry extends SecondTicker implements VaadinServiceInitListener, LogoutHandler {

    private final SessionRules rules;
    private final EndedSessions ends;
    private final Set<VaadinSession> sessions = ConcurrentHashMap.newKeySet();

    SessionExpiry(SessionRules rules, EndedSessions ends, Clock clock, @Value(ENABLED_PROPERTY) boolean enabled) {
        super("open-sessions", clock, enabled);
        this.rules = rules;
        this.ends = ends;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addUIInitListener(opened -> sessions.add(opened.getUI().getSession()));
        event.getSource().addSessionDestroyListener(ended -> sessions.remove(ended.getSession()));
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        var session = request.getSession(false);
        if (session != null) {
            ends.record(session.getId(), SessionEnd.SIGNED_OUT);
            VaadinSession.getAllSessions(session).forEach(SessionExpiry::leavePages);
        }
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser person) {
            SecurityLog.done("signed-out")
                    .with("user", person.caller().name())
                    .with("address", request.getRemoteAddr())
                    .write();
        }
    }

    /** Ends all sessions that may not continue. */
    public void endExpiredSessions() {
        var known = new HashMap<VaadinSession, SessionRules.Session>();
        sessions.forEach(open -> read(open).ifPresent(session -> known.put(open, session)));
        if (known.isEmpty()) {
            return;
        }
        var mayGoOn = rules.mayContinue(known.values());
        known.forEach((open, session) -> {
            if (!mayGoOn.test(session)) {
                var _ = open.access(() ->
                        read(open).filter(mayGoOn.negate()).ifPresent(still -> endSession(open, rules.endOf(still))));
            }
        });
    }

    @Override
    protected void run() {
        endExpiredSessions();
    }

    private void endSession(VaadinSession open, SessionEnd end) {
        var session = open.getSession();
        ends.record(session.getId(), end);
        leavePages(open);
        try {
            session.invalidate();
        } catch (IllegalStateException ended) {
            // A request of one of the pages has already ended the session.
        }
    }

    // The container would close the connections with the session. Disconnecting first waits for messages that are
    // still being sent.
    private static void leavePages(VaadinSession open) {
        open.getUIs().stream()
                .filter(page -> !page.equals(UI.getCurrent()))
                .forEach(page -> page.accessSynchronously(() -> {
                    page.getPage().setLocation(SessionEndFilter.PATH);
                    page.push();
                    page.getInternals().getPushConnection().disconnect();
                }));
    }

    private static Optional<SessionRules.Session> read(VaadinSession open) {
        var session = open.getSession();
        try {
            return session == null ? Optional.empty() : read(session);
        } catch (IllegalStateException ended) {
            return Optional.empty();
        }
    }

    private static Optional<SessionRules.Session> read(WrappedSession session) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof SignedInUser person
                ? Optional.of(SessionRules.Session.of(person, session::getAttribute))
                : Optional.empty();
    }
}
