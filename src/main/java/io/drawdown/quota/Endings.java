package io.drawdown.quota;

import io.drawdown.quota.engine.Forward;
import io.drawdown.quota.engine.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When nothing is left of each package that something draws from.
 *
 * @param from the instant from which one looks ahead
 * @param packages these packages, none of which has expired by then
 */
record Endings(Instant from, List<Terms> packages, Map<Long, Ending> byId) {

    /**
     * What becomes of packages.
     *
     * @param packages those that something draws from; expired ones are left out
     * @param forward the account at the instant from which one looks ahead; it is moved on
     */
    static Endings of(Collection<Terms> packages, Forward forward) {
        var from = forward.at();
        var unexpired = packages.stream()
                .filter(terms -> terms.expiresAt().isAfter(from))
                .toList();
        var byId = new HashMap<Long, Ending>();
        unexpired.stream()
                .filter(terms -> forward.remaining(terms.id()) == 0)
                .forEach(empty -> byId.put(empty.id(), new Ending(from, true)));
        unexpired.stream().map(Terms::expiresAt).max(Comparator.naturalOrder()).ifPresent(forward::moveTo);
        unexpired.forEach(terms -> byId.putIfAbsent(
                terms.id(),
                forward.exhaustedAt(terms.id())
                        .map(at -> new Ending(at, true))
                        .orElseGet(() -> new Ending(terms.expiresAt(), false))));
        return new Endings(from, unexpired, byId);
    }

    /** What becomes of packages that have nothing to do with one another. */
    static Endings together(Instant from, List<Endings> parts) {
        var byId = new HashMap<Long, Ending>();
        parts.forEach(part -> byId.putAll(part.byId));
        return new Endings(
                from, parts.stream().flatMap(part -> part.packages.stream()).toList(), byId);
    }

    /** When nothing is left of a package; null if nothing draws from it. */
    @Nullable
    Ending of(String packageId) {
        return byId.get(Long.parseLong(packageId));
    }

    /** When nothing is left of a kind. */
    @Nullable
    Ending of(Kind kind) {
        return of(terms -> kind.equals(new Kind(terms.region(), terms.specification(), terms.activities())));
    }

    /** When nothing is left of what covers a specification in a region. */
    @Nullable
    Ending of(String region, String specification) {
        return of(terms -> region.equals(terms.region()) && specification.equals(terms.specification()));
    }

    /**
     * The first instant at which nothing is left of these packages together, those counted that become effective before; null
     * if nothing draws from any of them.
     */
    private @Nullable Ending of(Predicate<Terms> which) {
        var these = packages.stream().filter(which).toList();
        if (these.isEmpty()) {
            return null;
        }
        var end = new Ending(from, true);
        for (var next = last(these, end); next != null; next = last(these, end)) {
            end = next;
        }
        return end;
    }

    /** The last ending of those that still have something at an instant at which all that was looked at before has ended. */
    private @Nullable Ending last(List<Terms> these, Ending before) {
        return these.stream()
                .filter(terms -> !terms.effectiveAt().isAfter(before.at()))
                .map(terms -> byId.get(terms.id()))
                .filter(ending -> ending.at().isAfter(before.at()))
                .max(Comparator.comparing(Ending::at).thenComparing(ending -> !ending.usedUp()))
                .orElse(null);
    }
}
