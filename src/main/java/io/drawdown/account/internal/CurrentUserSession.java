package io.drawdown.account.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The session of this thread's request. */
public final class CurrentUserSession {

    /** The attribute of the HTTP session that holds the id of the user's session. */
    public static final String ATTRIBUTE = CurrentUserSession.class.getName() + ".id";

    private CurrentUserSession() {}

    /** Returns the id of the session; null if the request has none, as those with a key. */
    public static @Nullable String id() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_SESSION) instanceof String id
                ? id
                : null;
    }
}
