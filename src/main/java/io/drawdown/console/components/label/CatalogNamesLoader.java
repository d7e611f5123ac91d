package io.drawdown.console.components.label;

import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import org.springframework.stereotype.Component;

/** Reads the catalogue's names for a page. */
@Component
public class CatalogNamesLoader {

    private final Regions regions;
    private final Specifications specifications;

    CatalogNamesLoader(Regions regions, Specifications specifications) {
        this.regions = regions;
        this.specifications = specifications;
    }

    /** The names as they are now. */
    public CatalogNames load() {
        return new CatalogNames(regions.list(), specifications.list());
    }
}
