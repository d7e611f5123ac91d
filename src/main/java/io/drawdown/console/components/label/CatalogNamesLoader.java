package io.drawdown.console.components.label;

import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import org.springframework.stereotype.Component;

/** Loads the names of the catalogue for a page. */
@Component
public class CatalogNamesLoader {

    private final Regions regions;
    private final Specifications specifications;

    CatalogNamesLoader(Regions regions, Specifications specifications) {
        this.regions = regions;
        this.specifications = specifications;
    }

    /** Loads the current names. */
    public CatalogNames load() {
        return new CatalogNames(regions.list(), specifications.list());
    }
}
