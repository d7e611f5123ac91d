package io.drawdown.console.signin.session;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers why sessions of signed-in users ended on this server; the latest ones only, and none across a restart. */
@Component
public class EndedSessions {

    static final int MOST = 10_000;

    private final LinkedHashMap<String, SessionEnd> ends = new LinkedHashMap<>();

    /** Remembers why a session ended, unless a reason is known already. */
    synchronized void record(String sessionId, SessionEnd end) {
        if (ends.putIfAbsent(sessionId, end) == null && ends.size() > MOST) {
            ends.pollFirstEntry();
        }
    }

    /** Returns why a session ended; null if it is not known. */
    synchronized @Nullable SessionEnd find(String sessionId) {
        return ends.get(sessionId);
    }
}
