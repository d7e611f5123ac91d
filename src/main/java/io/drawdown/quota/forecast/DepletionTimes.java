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
 * The depletion of each package that is drawn from.
 *
 * @param from the instant from which the projection looks ahead
 * @param packages the packages that are drawn from and haven't expired by then
 */
record DepletionTimes(Instant from, List<Terms> packages, Map<Long, Depletion> depletionById) {

    /**
     * Projects the depletion of packages.
     *
     * @param packages the packages that are drawn from; expired ones are left out
     * @param forward the account at the instant from which the projection looks ahead; this method advances it
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

    /** Merges the depletion times of disjoint sets of packages. */
    static DepletionTimes merge(Instant from, List<DepletionTimes> parts) {
        var byId = new HashMap<Long, Depletion>();
        parts.forEach(part -> byId.putAll(part.depletionById));
        return new DepletionTimes(
                from, parts.stream().flatMap(part -> part.packages.stream()).toList(), byId);
    }

    /** Returns when a package will be depleted; null if nothing draws from it. */
    @Nullable
    Depletion depletionOf(String packageId) {
        return depletionById.get(Long.parseLong(packageId));
    }

    /** Returns when a kind will be depleted; null if nothing draws from it. */
    @Nullable
    Depletion depletionOf(PackageKind kind) {
        return depletionOf(
                terms -> kind.equals(new PackageKind(terms.region(), terms.specification(), terms.activities())));
    }

    /** Returns when the packages for a specification in a region will be depleted; null if nothing draws from them. */
    @Nullable
    Depletion depletionOf(String region, String specification) {
        return depletionOf(terms -> region.equals(terms.region()) && specification.equals(terms.specification()));
    }

    /**
     * Returns the first instant at which nothing is left of these packages together, including packages that become
     * effective before; null if nothing draws from any of them.
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

    /**
     * Returns the last depletion after {@code before} among the packages that are effective by then; null if there is
     * none.
     */
    private @Nullable Depletion lastDepletion(List<Terms> these, Depletion before) {
        return these.stream()
                .filter(terms -> !terms.effectiveAt().isAfter(before.at()))
                .map(terms -> depletionById.get(terms.id()))
                .filter(ending -> ending.at().isAfter(before.at()))
                .max(Comparator.comparing(Depletion::at).thenComparing(ending -> !ending.usedUp()))
                .orElse(null);
    }
}
