package io.drawdown.quota;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.List;

/**
 * Published in the transaction of a change, with the new balance of each package that was drawn from or given back
 * to. Everything that one request does is one change (R21).
 *
 * @param at when it happened
 */
public record QuotaChanged(Instant at, List<PackageBalance> packages) {}
