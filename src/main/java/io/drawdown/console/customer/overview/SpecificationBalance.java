package io.drawdown.console.customer.overview;

import io.drawdown.console.components.quota.QuotaStatus;
import io.drawdown.quota.packages.Quota;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The node-seconds that an account has of a specification in a region, over all packages in validity and all
 * activities.
 */
record SpecificationBalance(
        String region, String specification, long totalNodeSeconds, long remainingNodeSeconds, int packages) {

    private record RegionSpecification(String region, String specification) {}

    /** Adds up the quotas by region and specification, in their order. */
    static List<SpecificationBalance> of(List<Quota> quotas) {
        var balances = new LinkedHashMap<RegionSpecification, SpecificationBalance>();
        for (var quota : quotas) {
            balances.merge(
                    new RegionSpecification(quota.region(), quota.specification()),
                    of(quota),
                    SpecificationBalance::plus);
        }
        return new ArrayList<>(balances.values());
    }

    QuotaStatus status() {
        return QuotaStatus.ofValid(remainingNodeSeconds, totalNodeSeconds);
    }

    private static SpecificationBalance of(Quota quota) {
        return new SpecificationBalance(
                quota.region(),
                quota.specification(),
                quota.totalNodeSeconds(),
                quota.remainingNodeSeconds(),
                quota.packages());
    }

    private SpecificationBalance plus(SpecificationBalance other) {
        return new SpecificationBalance(
                region,
                specification,
                Math.addExact(totalNodeSeconds, other.totalNodeSeconds),
                Math.addExact(remainingNodeSeconds, other.remainingNodeSeconds),
                packages + other.packages);
    }
}
