package io.drawdown.console.signin.session;

import com.vaadin.flow.shared.ApplicationConstants;
import io.drawdown.account.model.SignedInUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that may not continue at its next request. */
public class SessionExpiryFilter extends OncePerRequestFilter {

    private static final String HEARTBEAT =
            ApplicationConstants.REQUEST_TYPE_PARAMETER + "=" + ApplicationConstants.REQUEST_TYPE_HEARTBEAT;

    private final SessionRules rules;
    private final EndedSessions ends;
    private final SecurityContextLogoutHandler end = new SecurityContextLogoutHandler();

    public SessionExpiryFilter(SessionRules rules, EndedSessions ends) {
        this.rules = rules;
        this.ends = ends;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var authentication =
                session == null ? null : SecurityContextHolder.getContext().getAuthentication();
        if (session != null && authentication != null && authentication.getPrincipal() instanceof SignedInUser person) {
            var checked = SessionRules.Session.of(person, session::getAttribute);
            if (!rules.mayContinue(checked)) {
                ends.record(session.getId(), rules.endOf(checked));
                end.logout(request, response, authentication);
                // The handler may have been made before Vaadin replaced the strategy that holds the context.
                SecurityContextHolder.clearContext();
            } else if (checked.id() != null && isUse(request)) {
                rules.recordUse(session, checked.id());
            }
        }
        chain.doFilter(request, response);
    }

    // Open pages send heartbeats by themselves.
    private static boolean isUse(HttpServletRequest request) {
        return !String.valueOf(request.getQueryString()).contains(HEARTBEAT);
    }
}
