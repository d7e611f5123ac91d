package io.drawdown.console.signin.session;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.function.Consumer;

/** Tells when an HTTP session in which a user is signed in has ended, whatever ended it. */
record UserSessionAttribute(String id, Consumer<String> onEnd) implements HttpSessionBindingListener {

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
        onEnd.accept(id);
    }
}
