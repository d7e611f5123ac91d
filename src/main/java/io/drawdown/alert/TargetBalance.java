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
 * A target with what remains of it, to be compared with its thresholds.
 *
 * @param silent whether thresholds that it is below of are taken for told: it was born below them (R20)
 */
record TargetBalance(
        TargetKey key,
        @Nullable String packageId,
        PackageKind kind,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Instant expiresAt,
        boolean silent) {

    /** One package. */
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
     * A kind, over its packages in validity. The total leaves out those that were used up when the newest of them became
     * effective (R20); what has been given back to such a package since remains all the same.
     *
     * @param begun packages that have just become effective: a kind that has no others is new
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
