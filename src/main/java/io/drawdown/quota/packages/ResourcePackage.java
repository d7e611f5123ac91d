package io.drawdown.quota.packages;

import io.drawdown.catalog.model.Activity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quota of node-seconds with a validity `[effectiveAt, expiresAt)`, as people and programs see it.
 *
 * @param order the number of the order that created it; null for a gift
 * @param name the name of its offer at that time
 */
public record ResourcePackage(
        String id,
        @Nullable String order,
        PackageSource source,
        String offer,
        String name,
        String region,
        String specification,
        Set<Activity> activities,
        int quantity,
        long totalNodeSeconds,
        long remainingNodeSeconds,
        long settledRemainingNodeSeconds,
        Instant effectiveAt,
        Instant expiresAt,
        PackageStatus status,
        Instant createdAt) {

    /** Returns the title for people: the name of the offer and the quantity, such as {@code V100 100 h × 3}. */
    public String title() {
        return title(name, quantity);
    }

    /** Returns the title of a package of an offer with this name and quantity. */
    public static String title(String name, int quantity) {
        return name + " ×\u00a0" + quantity;
    }
}
