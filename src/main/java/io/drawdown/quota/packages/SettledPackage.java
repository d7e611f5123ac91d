package io.drawdown.quota.packages;

import io.drawdown.quota.engine.Terms;

/** What the draw-down needs of a row of the table resource_package. */
public record SettledPackage(String account, Terms terms, long totalNodeSeconds, long remainingNodeSeconds) {

    /** The package with what remains of it as it is settled. */
    public PackageBalance balance() {
        return balanceWith(remainingNodeSeconds);
    }

    /** The package with what remains of it now. */
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
