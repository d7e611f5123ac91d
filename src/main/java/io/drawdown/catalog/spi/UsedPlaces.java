package io.drawdown.catalog.spi;

import io.drawdown.catalog.model.Pool;

/** The specifications that were used in regions. */
public interface UsedPlaces {

    /**
     * Returns whether usage of a specification in a region and pool was ever recorded, or a job of it runs. It may
     * read all usage.
     */
    boolean isUsed(String region, String specification, Pool pool);
}
