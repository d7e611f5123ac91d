package io.drawdown.console.signin;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.function.Consumer;

/** A session as it is counted: kept in the session itself, which tells it when it ends. */
final class OpenedSession implements HttpSessionBindingListener {

    private final HttpSession session;
    private final Consumer<OpenedSession> ended;

    OpenedSession(HttpSession session, Consumer<OpenedSession> ended) {
        this.session = session;
        this.ended = ended;
    }

    void end() {
        try {
            session.invalidate();
        } catch (IllegalStateException before) {
            // It has ended by itself.
        }
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        ended.accept(this);
    }
}
