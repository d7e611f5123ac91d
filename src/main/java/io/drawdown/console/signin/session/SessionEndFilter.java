package io.drawdown.console.signin.session;

import io.drawdown.account.UserSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers the address that open pages go to when their session has ended: it leads to the sign-in page with the reason
 * and the page to come back to. The page is the referrer, which has the filters that its user has set since.
 */
public class SessionEndFilter extends OncePerRequestFilter {

    /** The address, without a slash in front. */
    public static final String PATH = "session-ended";

    private final EndedSessions ends;

    /** Creates a filter that tells what is remembered of ended sessions. */
    public SessionEndFilter(EndedSessions ends) {
        this.ends = ends;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().equals("/" + PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.sendRedirect(request.getContextPath() + target(request));
    }

    private String target(HttpServletRequest request) {
        var page = page(request);
        var session = request.getSession(false);
        var isSignedIn = session != null && session.getAttribute(UserSessions.SESSION_ATTRIBUTE) != null;
        var id = session == null || isSignedIn ? request.getRequestedSessionId() : replacedId(session);
        var end = id == null ? null : ends.find(id);
        if (isSignedIn && end == null) {
            return page == null ? "/" : page;
        }
        if (page == null) {
            return "/" + SignInAddress.PATH;
        }
        // The session of the sign-in page itself has ended: what it says still holds.
        if (page.startsWith("/" + SignInAddress.PATH)) {
            return page;
        }
        var address = "/" + SignInAddress.PATH + "?" + SignInAddress.PAGE + "="
                + URLEncoder.encode(page, StandardCharsets.UTF_8);
        return id == null
                ? address
                : address + "&" + SignInAddress.END + "=" + (end == null ? SessionEnd.RESTARTED : end).slug();
    }

    // The request that found the session gone has begun another one.
    private static @Nullable String replacedId(HttpSession session) {
        return session.getAttribute(SessionLimiter.REPLACED) instanceof String id ? id : null;
    }

    /** Returns the path and query of the page; null if there is none to come back to. */
    private static @Nullable String page(HttpServletRequest request) {
        var referrer = request.getHeader(HttpHeaders.REFERER);
        if (referrer == null) {
            return null;
        }
        try {
            var address = new URI(referrer);
            var path = address.getRawPath();
            var root = request.getContextPath() + "/";
            if (path == null || !path.startsWith(root)) {
                return null;
            }
            var page = path.substring(root.length() - 1)
                    + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
            return SignInAddress.isPage(page) ? page : null;
        } catch (URISyntaxException madeUp) {
            return null;
        }
    }
}
