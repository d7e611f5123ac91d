package io.drawdown.console.signin;

import io.drawdown.console.signin.session.SignInAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites from signing people in: as somebody else than they think by a form of theirs, or without their asking, by a
 * link, where they have signed in at the provider. What somebody types into the browser themselves is theirs to ask.
 */
class CrossSiteSignInFilter extends OncePerRequestFilter {

    private static final String PROVIDER_SIGN_IN_PATH =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/";
    private static final List<String> HOSTS = List.of("Host", "X-Forwarded-Host");
    private static final Set<String> SAME_SITE_VALUES = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSameSite(request)) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith(PROVIDER_SIGN_IN_PATH)) {
            response.sendRedirect(request.getContextPath() + "/" + SignInAddress.PATH);
        } else if (request.getMethod().equals("POST")
                && request.getServletPath().equals("/" + SignInAddress.PATH)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    // Without TLS, browsers don't say from which site a request comes, but they say from which page a form does.
    private static boolean isSameSite(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return SAME_SITE_VALUES.contains(site);
        }
        var origin = request.getHeader("Origin");
        return origin == null
                || HOSTS.stream()
                        .map(request::getHeader)
                        .filter(Objects::nonNull)
                        .anyMatch(host -> origin.endsWith("://" + host));
    }
}
