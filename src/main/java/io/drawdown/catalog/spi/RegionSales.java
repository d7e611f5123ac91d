package io.drawdown.catalog.spi;

/** The packages that were sold or given in regions. */
public interface RegionSales {

    /** Returns whether a package was ever sold or given in a region. */
    boolean hasPackages(String region);
}
