package io.drawdown.console.signin.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts sessions by owner, with a maximum for each owner and for all. When an owner has too many, the owner's oldest
 * session is removed. When there are too many in all, the oldest session of the owner with the most sessions is
 * removed, so owners with few sessions are not affected.
 */
final class SessionCounter {

    private final int maxPerOwner;
    private final int max;
    private final Map<String, LinkedHashSet<CountedSession>> byOwner = new HashMap<>();
    private final Map<CountedSession, String> owners = new HashMap<>();

    SessionCounter(int maxPerOwner, int max) {
        this.maxPerOwner = maxPerOwner;
        this.max = max;
    }

    /** Adds a session. Returns the sessions that must end in exchange. */
    synchronized List<CountedSession> add(String owner, CountedSession session) {
        var tooMany = new ArrayList<CountedSession>();
        var own = byOwner.get(owner);
        if (own != null && own.size() >= maxPerOwner) {
            tooMany.add(own.getFirst());
        }
        tooMany.forEach(this::remove);
        while (owners.size() >= max) {
            var oldest = oldestOfLargestOwner();
            if (oldest == null) {
                break;
            }
            remove(oldest);
            tooMany.add(oldest);
        }
        byOwner.computeIfAbsent(owner, first -> new LinkedHashSet<>()).add(session);
        owners.put(session, owner);
        return tooMany;
    }

    /** Removes a session from the count. Returns whether it was counted. */
    synchronized boolean remove(CountedSession session) {
        var owner = owners.remove(session);
        if (owner != null) {
            byOwner.computeIfPresent(owner, (name, own) -> {
                own.remove(session);
                return own.isEmpty() ? null : own;
            });
        }
        return owner != null;
    }

    synchronized int size() {
        return owners.size();
    }

    private @Nullable CountedSession oldestOfLargestOwner() {
        return byOwner.values().stream()
                .max(Comparator.comparingInt(LinkedHashSet::size))
                .map(LinkedHashSet::getFirst)
                .orElse(null);
    }
}
