package io.drawdown.quota;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.List;

/**
 * Told, in the transaction of the change, with what remains now of each package that something was taken out of or given
 * back to. All that one request does is one change (R21).
 *
 * @param at when it happened
 */
public record QuotaChanged(Instant at, List<PackageBalance> packages) {}
