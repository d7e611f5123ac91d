package io.drawdown.console.signin.session;

import java.time.Duration;
import java.util.Locale;

/** Why a session ended. The address of the sign-in page names it. */
public enum SessionEnd {
    SIGNED_OUT("because you signed out in another tab"),
    RESTARTED("because the server was restarted"),
    IDLE("after %d minutes without activity"),
    TOO_LONG("because you were signed in for a long time"),
    TOO_MANY("because you signed in in too many other browsers"),
    REVOKED("because it was ended elsewhere, or your password or rights have changed");

    private final String reason;

    SessionEnd(String reason) {
        this.reason = reason;
    }

    /**
     * Returns the sentence that tells the user.
     *
     * @param idle how long a session lasts without activity
     */
    public String sentence(Duration idle) {
        return "Your session has ended " + reason.formatted(idle.toMinutes()) + ".";
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
