package io.drawdown.console.customer.packages;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;

/** Reads and writes a filter of packages in an address: {@code ?region=…&specification=…&status=in-effect&search=…}. */
final class PackageFilterParameters {

    private static final String REGION = "region";
    private static final String SPECIFICATION = "specification";
    private static final String STATUS = "status";
    private static final String SEARCH = "search";

    private PackageFilterParameters() {}

    /** Parses the filter. Values that are not valid are ignored. */
    static PackageFilter parse(QueryParameters address) {
        return new PackageFilter(
                AddressParameters.text(address, REGION),
                AddressParameters.text(address, SPECIFICATION),
                AddressParameters.choice(address, STATUS, PackageStatus.values()),
                AddressParameters.text(address, SEARCH));
    }

    /** Adds a filter to the parameters of an address. */
    static QueryParameters addTo(PackageFilter filter, QueryParameters address) {
        var result = address.excluding(REGION, SPECIFICATION, STATUS, SEARCH);
        result = AddressParameters.with(result, REGION, filter.region());
        result = AddressParameters.with(result, SPECIFICATION, filter.specification());
        result = AddressParameters.with(result, STATUS, filter.status());
        return AddressParameters.with(result, SEARCH, filter.text());
    }
}
