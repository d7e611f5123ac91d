package io.drawdown.account.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The session of this thread's request. */
public final class CurrentUserSession {

    /** The attribute of the HTTP session that holds the id of the user's session. */
    public static final String ATTRIBUTE = CurrentUserSession.class.getName() + ".id";

    /** The attribute of the HTTP session that holds when the user last entered the password; none without a password. */
    public static final String PASSWORD_ATTRIBUTE = CurrentUserSession.class.getName() + ".password";

    private CurrentUserSession() {}

    /** Returns when the user last entered the password in this session; null for keys, and without a password. */
    public static @Nullable Instant passwordEnteredAt() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(PASSWORD_ATTRIBUTE, RequestAttributes.SCOPE_SESSION)
                                instanceof Instant at
                ? at
                : null;
    }

    /** Records that the user has entered the password in this session. */
    public static void recordPassword(Instant at) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null && passwordEnteredAt() != null) {
            request.setAttribute(PASSWORD_ATTRIBUTE, at, RequestAttributes.SCOPE_SESSION);
        }
    }

    /** Returns the id of the session; null if the request has none, as those with a key. */
    public static @Nullable String id() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_SESSION) instanceof String id
                ? id
                : null;
    }
}
