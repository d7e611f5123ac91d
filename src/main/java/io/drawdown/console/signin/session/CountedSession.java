package io.drawdown.console.signin.session;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.function.Consumer;

/** A session as it is counted: kept in the session itself, which tells it when it ends. */
final class CountedSession implements HttpSessionBindingListener {

    private final HttpSession session;
    private final Consumer<CountedSession> onEnd;

    CountedSession(HttpSession session, Consumer<CountedSession> ended) {
        this.session = session;
        this.onEnd = ended;
    }

    void invalidate() {
        try {
            session.invalidate();
        } catch (IllegalStateException before) {
            // It has ended by itself.
        }
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        onEnd.accept(this);
    }
}
