package io.drawdown.quota;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;

/** Published in the same transaction when an account gets a package, by an order or as a gift. */
public record PackageCreated(Instant at, PackageBalance created) {}
