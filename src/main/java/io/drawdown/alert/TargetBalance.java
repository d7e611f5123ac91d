package io.drawdown.alert;

import io.drawdown.alert.internal.ExcludedPackage;
import io.drawdown.alert.settings.TargetKey;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A target with its balance, to be compared with the target's thresholds.
 *
 * @param silent whether thresholds that the balance is already below raise no alert, because the package was created
 *     below them (R20)
 */
record TargetBalance(
        TargetKey key,
        @Nullable String packageId,
        PackageKind kind,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Instant expiresAt,
        boolean silent) {

    /** Returns the balance of one package. */
    static TargetBalance of(PackageBalance balance, boolean silent) {
        var id = Long.toString(balance.id());
        return new TargetBalance(
                new TargetKey(balance.account(), id),
                id,
                balance.kind(),
                balance.remainingNodeSeconds(),
                balance.totalNodeSeconds(),
                balance.expiresAt(),
                silent);
    }

    /**
     * Returns the balance of a kind over its packages in validity. The total excludes packages that were used up when
     * the kind's newest package became effective (R20). Quota that a reversal has returned to such a package still
     * counts as remaining.
     *
     * @param begun packages that have just become effective; a kind that has no others is new
     */
    static TargetBalance of(List<PackageBalance> inValidity, Set<ExcludedPackage> leftOut, Set<Long> begun) {
        var newest = inValidity.stream()
                .max(Comparator.comparing(PackageBalance::effectiveAt).thenComparingLong(PackageBalance::id))
                .orElseThrow();
        var remaining = 0L;
        var total = 0L;
        for (var balance : inValidity) {
            remaining = Math.addExact(remaining, balance.remainingNodeSeconds());
            if (!leftOut.contains(new ExcludedPackage(balance.account(), newest.id(), balance.id()))) {
                total = Math.addExact(total, balance.totalNodeSeconds());
            }
        }
        return new TargetBalance(
                new TargetKey(newest.account(), newest.kind().key()),
                null,
                newest.kind(),
                remaining,
                total,
                null,
                inValidity.stream().allMatch(balance -> begun.contains(balance.id())));
    }
}
