package io.drawdown.console.packages;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Parameters;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.PackageStatus;

/** A filter of packages as it stands in an address: {@code ?region=…&specification=…&status=in-effect&search=…}. */
final class Filters {

    private static final String REGION = "region";
    private static final String SPECIFICATION = "specification";
    private static final String STATUS = "status";
    private static final String SEARCH = "search";

    private Filters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static PackageFilter of(QueryParameters address) {
        return new PackageFilter(
                Parameters.text(address, REGION),
                Parameters.text(address, SPECIFICATION),
                Parameters.choice(address, STATUS, PackageStatus.values()),
                Parameters.text(address, SEARCH));
    }

    /** The address with the filter put into it. */
    static QueryParameters put(PackageFilter filter, QueryParameters address) {
        var result = address.excluding(REGION, SPECIFICATION, STATUS, SEARCH);
        result = Parameters.with(result, REGION, filter.region());
        result = Parameters.with(result, SPECIFICATION, filter.specification());
        result = Parameters.with(result, STATUS, filter.status());
        return Parameters.with(result, SEARCH, filter.text());
    }
}
