package io.drawdown.console.signin.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by whom they belong to, so many for each and so many in all. For each that is one too many the oldest gives way: of
 * the same owner where that one has too many, else of the owner who has the most. So whoever opens many takes room from nobody
 * who opens few.
 */
final class SessionCounter {

    private final int maxPerOwner;
    private final int max;
    private final Map<String, LinkedHashSet<CountedSession>> byOwner = new HashMap<>();
    private final Map<CountedSession, String> owners = new HashMap<>();

    SessionCounter(int mostPerOwner, int most) {
        this.maxPerOwner = mostPerOwner;
        this.max = most;
    }

    /** Counts a session; gives those that must end for it. */
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

    /** Counts a session no longer. */
    synchronized void remove(CountedSession session) {
        var owner = owners.remove(session);
        if (owner != null) {
            byOwner.computeIfPresent(owner, (name, own) -> {
                own.remove(session);
                return own.isEmpty() ? null : own;
            });
        }
    }

    /** How many there are. */
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
