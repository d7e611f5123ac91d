package io.drawdown.quota.forecast;

import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.packages.PackageKind;
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
record DepletionTimes(Instant from, List<Terms> packages, Map<Long, Depletion> depletionById) {

    /**
     * What becomes of packages.
     *
     * @param packages those that something draws from; expired ones are left out
     * @param forward the account at the instant from which one looks ahead; it is moved on
     */
    static DepletionTimes project(Collection<Terms> packages, RunProjection forward) {
        var from = forward.at();
        var unexpired = packages.stream()
                .filter(terms -> terms.expiresAt().isAfter(from))
                .toList();
        var byId = new HashMap<Long, Depletion>();
        unexpired.stream()
                .filter(terms -> forward.remainingNodeSeconds(terms.id()) == 0)
                .forEach(empty -> byId.put(empty.id(), new Depletion(from, true)));
        unexpired.stream().map(Terms::expiresAt).max(Comparator.naturalOrder()).ifPresent(forward::advanceTo);
        unexpired.forEach(terms -> byId.putIfAbsent(
                terms.id(),
                forward.exhaustedAt(terms.id())
                        .map(at -> new Depletion(at, true))
                        .orElseGet(() -> new Depletion(terms.expiresAt(), false))));
        return new DepletionTimes(from, unexpired, byId);
    }

    /** What becomes of packages that have nothing to do with one another. */
    static DepletionTimes merge(Instant from, List<DepletionTimes> parts) {
        var byId = new HashMap<Long, Depletion>();
        parts.forEach(part -> byId.putAll(part.depletionById));
        return new DepletionTimes(
                from, parts.stream().flatMap(part -> part.packages.stream()).toList(), byId);
    }

    /** When nothing is left of a package; null if nothing draws from it. */
    @Nullable
    Depletion depletionOf(String packageId) {
        return depletionById.get(Long.parseLong(packageId));
    }

    /** When nothing is left of a kind. */
    @Nullable
    Depletion depletionOf(PackageKind kind) {
        return depletionOf(
                terms -> kind.equals(new PackageKind(terms.region(), terms.specification(), terms.activities())));
    }

    /** When nothing is left of what covers a specification in a region. */
    @Nullable
    Depletion depletionOf(String region, String specification) {
        return depletionOf(terms -> region.equals(terms.region()) && specification.equals(terms.specification()));
    }

    /**
     * The first instant at which nothing is left of these packages together, those counted that become effective before; null
     * if nothing draws from any of them.
     */
    private @Nullable Depletion depletionOf(Predicate<Terms> which) {
        var these = packages.stream().filter(which).toList();
        if (these.isEmpty()) {
            return null;
        }
        var end = new Depletion(from, true);
        for (var next = lastDepletion(these, end); next != null; next = lastDepletion(these, end)) {
            end = next;
        }
        return end;
    }

    /** The last ending of those that still have something at an instant at which all that was looked at before has ended. */
    private @Nullable Depletion lastDepletion(List<Terms> these, Depletion before) {
        return these.stream()
                .filter(terms -> !terms.effectiveAt().isAfter(before.at()))
                .map(terms -> depletionById.get(terms.id()))
                .filter(ending -> ending.at().isAfter(before.at()))
                .max(Comparator.comparing(Depletion::at).thenComparing(ending -> !ending.usedUp()))
                .orElse(null);
    }
}
