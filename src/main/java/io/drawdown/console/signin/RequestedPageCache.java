package io.drawdown.console.signin;

import com.vaadin.flow.server.WrappedSession;
import io.drawdown.console.signin.session.SignInAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * Keeps the page that was requested before sign-in. Only pages are kept, not what pages load, and of them the path and
 * query if they are short.
 */
final class RequestedPageCache implements RequestCache {

    private static final String KEY = RequestedPageCache.class.getName();

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        var path = path(request);
        if (request.getMethod().equals("GET") && isForPage(request) && SignInAddress.isPage(path)) {
            request.getSession().setAttribute(KEY, path);
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        var path = pageToKeep(request);
        return path == null ? null : new SimpleSavedRequest(path);
    }

    /** Always returns null, because no request is replayed. Forgets the page once it is requested again. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        if (path(request).equals(pageToKeep(request))) {
            removeRequest(request, response);
        }
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(KEY);
        }
    }

    /** Keeps a page that the address of the sign-in page names. */
    static void keep(WrappedSession session, String page) {
        if (SignInAddress.isPage(page)) {
            session.setAttribute(KEY, page);
        }
    }

    private static boolean isForPage(HttpServletRequest request) {
        var destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return destination.equals("document");
        }
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted == null || accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static @Nullable String pageToKeep(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(KEY) instanceof String path ? path : null;
    }

    private static String path(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }
}
