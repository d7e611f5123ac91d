package io.drawdown.quota.spi;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The levels of remaining quota that must be detected at the exact instant. */
public interface WatchedLevels {

    /**
     * Finds the watched levels of the packages that are in validity at an instant. They may include levels that are
     * already reached.
     */
    List<WatchedLevel> find(Collection<PackageBalance> packages, Instant at);
}
