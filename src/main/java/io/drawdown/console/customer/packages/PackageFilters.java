package io.drawdown.console.customer.packages;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;

/** The filters of an account's packages. */
class PackageFilters {

    private final FilterBar bar;
    private final Filter<String> text;
    private final Filter<String> region;
    private final Filter<String> specification;
    private final Filter<PackageStatus> status;

    PackageFilters(CatalogNames names, QueryParameters accountParameters) {
        bar = new FilterBar("packages", "package", "packages", accountParameters);
        text = bar.search("search", "Search", "Package or order");
        region = bar.region(names);
        specification = bar.specification(names);
        status = bar.choice("status", "Status", PackageStatus.values(), DomainLabels::label);
    }

    FilterBar bar() {
        return bar;
    }

    /** Returns the filter for the services. */
    PackageFilter toFilter() {
        return new PackageFilter(region.value(), specification.value(), status.value(), text.value());
    }
}
