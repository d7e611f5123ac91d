package io.drawdown.console.signin.session;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.function.Consumer;

/**
 * A session that is counted. It is stored as an attribute of the session itself and is notified when the session
 * ends.
 */
final class CountedSession implements HttpSessionBindingListener {

    private final HttpSession session;
    private final Consumer<CountedSession> onEnd;

    CountedSession(HttpSession session, Consumer<CountedSession> onEnd) {
        this.session = session;
        this.onEnd = onEnd;
    }

    String id() {
        return session.getId();
    }

    void invalidate() {
        try {
            session.invalidate();
        } catch (IllegalStateException before) {
            // The session has already ended.
        }
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        onEnd.accept(this);
    }
}
