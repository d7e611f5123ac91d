package io.drawdown.console.signin.session;

import io.drawdown.account.model.SignedInUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that may not continue at its next request. */
public class SessionExpiryFilter extends OncePerRequestFilter {

    private final SessionRules rules;
    private final SecurityContextLogoutHandler end = new SecurityContextLogoutHandler();

    public SessionExpiryFilter(SessionRules rules) {
        this.rules = rules;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var authentication =
                session == null ? null : SecurityContextHolder.getContext().getAuthentication();
        if (session != null
                && authentication != null
                && authentication.getPrincipal() instanceof SignedInUser person
                && !rules.mayContinue(
                        new SessionRules.Session(person, (Instant) session.getAttribute(SessionRules.SINCE)))) {
            end.logout(request, response, authentication);
        }
        chain.doFilter(request, response);
    }
}
