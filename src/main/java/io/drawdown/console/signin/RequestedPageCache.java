package io.drawdown.console.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/** Keeps the page that was requested before sign-in. Only the path and query are kept, and only if they are short. */
final class RequestedPageCache implements RequestCache {

    private static final String KEY = RequestedPageCache.class.getName();
    private static final int MAX_LENGTH = 2000;

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        var path = path(request);
        if (request.getMethod().equals("GET") && path.length() <= MAX_LENGTH) {
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

    private static @Nullable String pageToKeep(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(KEY) instanceof String path ? path : null;
    }

    private static String path(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }
}
