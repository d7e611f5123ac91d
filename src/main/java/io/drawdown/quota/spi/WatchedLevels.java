package io.drawdown.quota.spi;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Knows which levels of remaining quota somebody wants to be told of at the very instant. */
public interface WatchedLevels {

    /** The levels by which these packages are watched that are in validity at an instant; those reached already may be among them. */
    List<WatchedLevel> find(Collection<PackageBalance> packages, Instant at);
}
