package io.drawdown.console.packages;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.PackageStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                text(address, REGION).orElse(null),
                text(address, SPECIFICATION).orElse(null),
                text(address, STATUS).flatMap(Filters::status).orElse(null),
                text(address, SEARCH).orElse(null));
    }

    /** The address with the filter put into it. */
    static QueryParameters put(PackageFilter filter, QueryParameters address) {
        var result = address.excluding(REGION, SPECIFICATION, STATUS, SEARCH);
        result = with(result, REGION, filter.region());
        result = with(result, SPECIFICATION, filter.specification());
        result = with(result, STATUS, filter.status() == null ? null : slug(filter.status()));
        return with(result, SEARCH, filter.text());
    }

    private static Optional<String> text(QueryParameters address, String name) {
        return address.getSingleParameter(name).filter(value -> !value.isBlank());
    }

    private static QueryParameters with(QueryParameters address, String name, @Nullable String value) {
        return value == null ? address : address.merging(name, value);
    }

    private static Optional<PackageStatus> status(String slug) {
        return Arrays.stream(PackageStatus.values()).filter(status -> slug(status).equals(slug)).findFirst();
    }

    private static String slug(PackageStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
