package io.drawdown.console.signin;

import com.vaadin.flow.server.Constants;
import com.vaadin.flow.shared.ApplicationConstants;
import io.drawdown.console.signin.session.SignInAddress;
import io.drawdown.log.SecurityLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Prevents other sites from signing a user in and from opening connections for updates. A form of another site could
 * sign them in as a different user. A link could sign them in through a provider's session without their request.
 * Browsers let any site open a WebSocket with the user's cookie. Addresses that users type themselves are allowed.
 */
class CrossSiteRequestFilter extends OncePerRequestFilter {

    private static final Set<String> SIGN_IN_PATHS = Set.of("/" + SignInAddress.PATH, "/" + CodeView.PATH);

    private static final String PROVIDER_SIGN_IN_PATH =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/";
    private static final String PUSH_PATH = "/" + Constants.PUSH_MAPPING;
    private static final String PUSH_PARAMETER =
            ApplicationConstants.REQUEST_TYPE_PARAMETER + "=" + ApplicationConstants.REQUEST_TYPE_PUSH;
    private static final List<String> HOSTS = List.of("Host", "X-Forwarded-Host");
    private static final Set<String> SAME_SITE_VALUES = Set.of("same-origin", "none");

    private final String ownOrigin;

    /**
     * Creates a filter.
     *
     * @param url the address at which browsers reach the console
     */
    CrossSiteRequestFilter(String url) {
        var address = URI.create(url);
        ownOrigin = address.getScheme() + "://" + address.getAuthority();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isSameSite(request)) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith(PROVIDER_SIGN_IN_PATH)) {
            logRefusal(request);
            response.sendRedirect(request.getContextPath() + "/" + SignInAddress.PATH);
        } else if (isSignIn(request) || isPush(request)) {
            logRefusal(request);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getMethod().equals("POST") && SIGN_IN_PATHS.contains(request.getServletPath());
    }

    private static boolean isPush(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.UPGRADE) != null
                || request.getServletPath().startsWith(PUSH_PATH)
                || String.valueOf(request.getQueryString()).contains(PUSH_PARAMETER);
    }

    private static void logRefusal(HttpServletRequest request) {
        SecurityLog.refused("cross-site-request-refused")
                .with("path", request.getServletPath())
                .with("origin", request.getHeader(HttpHeaders.ORIGIN))
                .with("address", request.getRemoteAddr())
                .write();
    }

    // Without TLS, browsers don't send Sec-Fetch-Site, but they send the Origin of a form and of a WebSocket.
    private boolean isSameSite(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return SAME_SITE_VALUES.contains(site);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || origin.equals(ownOrigin)
                || HOSTS.stream()
                        .map(request::getHeader)
                        .filter(Objects::nonNull)
                        .anyMatch(host -> origin.endsWith("://" + host));
    }
}
