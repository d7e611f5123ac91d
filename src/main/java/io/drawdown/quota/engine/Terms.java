package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/** What a package of an account covers and when. It never changes. */
public record Terms(
        long id,
        boolean gift,
        String region,
        String specification,
        Set<Activity> activities,
        Instant effectiveAt,
        Instant expiresAt,
        Instant createdAt) {

    /** The order in which packages give (R9): gifts, earliest expiry, earliest effect, earliest creation, lowest id. */
    public static final Comparator<Terms> ORDER = Comparator.comparing(Terms::gift)
            .reversed()
            .thenComparing(Terms::expiresAt)
            .thenComparing(Terms::effectiveAt)
            .thenComparing(Terms::createdAt)
            .thenComparingLong(Terms::id);

    /** Returns whether region, specification and activity match and the pool is public (R9). */
    public boolean matches(Usage usage) {
        return usage.pool() == Pool.PUBLIC
                && region.equals(usage.region())
                && specification.equals(usage.specification())
                && activities.contains(usage.activity());
    }

    /** Returns whether the package is valid for the whole piece, whether or not it is empty (R9). */
    public boolean isValidFor(Piece piece) {
        return !effectiveAt.isAfter(piece.from()) && !piece.to().isAfter(expiresAt);
    }
}
