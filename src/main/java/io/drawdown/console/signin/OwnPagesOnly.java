package io.drawdown.console.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites from signing people in: as somebody else than they think by a form of theirs, or without their asking, by a
 * link, where they have signed in at the provider. What somebody types into the browser themselves is theirs to ask.
 */
class OwnPagesOnly extends OncePerRequestFilter {

    private static final String AT_A_PROVIDER = OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/";
    private static final Set<String> THEIR_OWN = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var from = request.getHeader("Sec-Fetch-Site");
        if (from == null || THEIR_OWN.contains(from)) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith(AT_A_PROVIDER)) {
            response.sendRedirect(request.getContextPath() + "/" + SignInView.PATH);
        } else if (request.getMethod().equals("POST") && request.getServletPath().equals("/" + SignInView.PATH)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }
}
