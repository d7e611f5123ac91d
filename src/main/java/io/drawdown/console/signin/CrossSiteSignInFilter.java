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
 * Prevents other sites from signing a user in. A form of another site could sign them in as a different user. A link
 * could sign them in through a provider's session without their request. Addresses that users type themselves are
 * allowed.
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

    // Without TLS, browsers don't send Sec-Fetch-Site, but they send the Origin of a form.
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
