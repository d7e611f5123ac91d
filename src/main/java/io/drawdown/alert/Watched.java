package io.drawdown.alert;

import io.drawdown.alert.internal.LeftOut;
import io.drawdown.alert.internal.TargetKey;
import io.drawdown.quota.Kind;
import io.drawdown.quota.PackageBalance;
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
record Watched(
        TargetKey key,
        @Nullable String packageId,
        Kind kind,
        long remaining,
        long total,
        @Nullable Instant expiresAt,
        boolean silent) {

    /** One package. */
    static Watched of(PackageBalance balance, boolean silent) {
        var id = Long.toString(balance.id());
        return new Watched(
                new TargetKey(balance.account(), id),
                id,
                balance.kind(),
                balance.remaining(),
                balance.total(),
                balance.expiresAt(),
                silent);
    }

    /**
     * A kind, over its packages in validity. The total leaves out those that were used up when the newest of them became
     * effective (R20); what has been given back to such a package since remains all the same.
     *
     * @param begun packages that have just become effective: a kind that has no others is new
     */
    static Watched of(List<PackageBalance> inValidity, Set<LeftOut> leftOut, Set<Long> begun) {
        var newest = inValidity.stream()
                .max(Comparator.comparing(PackageBalance::effectiveAt).thenComparingLong(PackageBalance::id))
                .orElseThrow();
        var remaining = 0L;
        var total = 0L;
        for (var balance : inValidity) {
            remaining = Math.addExact(remaining, balance.remaining());
            if (!leftOut.contains(new LeftOut(balance.account(), newest.id(), balance.id()))) {
                total = Math.addExact(total, balance.total());
            }
        }
        return new Watched(
                new TargetKey(newest.account(), newest.kind().key()),
                null,
                newest.kind(),
                remaining,
                total,
                null,
                inValidity.stream().allMatch(balance -> begun.contains(balance.id())));
    }
}
