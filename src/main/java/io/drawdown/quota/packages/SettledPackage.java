package io.drawdown.quota.packages;

import io.drawdown.quota.engine.Terms;

/** The columns of resource_package that the draw-down needs. */
public record SettledPackage(String account, Terms terms, long totalNodeSeconds, long remainingNodeSeconds) {

    /** Returns the settled balance of the package. */
    public PackageBalance balance() {
        return balanceWith(remainingNodeSeconds);
    }

    /** Returns the balance of the package with another remainder, in node-seconds. */
    public PackageBalance balanceWith(long remaining) {
        return new PackageBalance(
                account,
                terms.id(),
                new PackageKind(terms.region(), terms.specification(), terms.activities()),
                totalNodeSeconds,
                remaining,
                terms.effectiveAt(),
                terms.expiresAt());
    }
}
