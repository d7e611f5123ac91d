package io.drawdown.console.customer.packages;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;

/** A filter of packages as it stands in an address: {@code ?region=…&specification=…&status=in-effect&search=…}. */
final class PackageFilterParameters {

    private static final String REGION = "region";
    private static final String SPECIFICATION = "specification";
    private static final String STATUS = "status";
    private static final String SEARCH = "search";

    private PackageFilterParameters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static PackageFilter parse(QueryParameters address) {
        return new PackageFilter(
                AddressParameters.text(address, REGION),
                AddressParameters.text(address, SPECIFICATION),
                AddressParameters.choice(address, STATUS, PackageStatus.values()),
                AddressParameters.text(address, SEARCH));
    }

    /** The address with the filter put into it. */
    static QueryParameters addTo(PackageFilter filter, QueryParameters address) {
        var result = address.excluding(REGION, SPECIFICATION, STATUS, SEARCH);
        result = AddressParameters.with(result, REGION, filter.region());
        result = AddressParameters.with(result, SPECIFICATION, filter.specification());
        result = AddressParameters.with(result, STATUS, filter.status());
        return AddressParameters.with(result, SEARCH, filter.text());
    }
}
