package io.drawdown.quota.internal;

import io.drawdown.quota.Kind;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.engine.Terms;

/** What the draw-down needs of a row of the table resource_package. */
public record PackageRow(String account, Terms terms, long total, long remaining) {

    /** The package with what remains of it now. */
    public PackageBalance balance(long remaining) {
        return new PackageBalance(
                account,
                terms.id(),
                new Kind(terms.region(), terms.specification(), terms.activities()),
                total,
                remaining,
                terms.effectiveAt(),
                terms.expiresAt());
    }
}
