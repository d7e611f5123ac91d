package io.drawdown.console.overview;

import io.drawdown.console.components.Standing;
import io.drawdown.quota.Quota;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What an account has of a specification in a region, over its packages in validity, whatever activities they cover. */
record Balance(String region, String specification, long totalNodeSeconds, long remainingNodeSeconds, int packages) {

    private record Place(String region, String specification) {}

    /** The quotas added up, in their order. */
    static List<Balance> of(List<Quota> quotas) {
        var balances = new LinkedHashMap<Place, Balance>();
        for (var quota : quotas) {
            balances.merge(new Place(quota.region(), quota.specification()), of(quota), Balance::plus);
        }
        return new ArrayList<>(balances.values());
    }

    Standing standing() {
        return Standing.ofValid(remainingNodeSeconds, totalNodeSeconds);
    }

    private static Balance of(Quota quota) {
        return new Balance(
                quota.region(),
                quota.specification(),
                quota.totalNodeSeconds(),
                quota.remainingNodeSeconds(),
                quota.packages());
    }

    private Balance plus(Balance other) {
        return new Balance(
                region,
                specification,
                Math.addExact(totalNodeSeconds, other.totalNodeSeconds),
                Math.addExact(remainingNodeSeconds, other.remainingNodeSeconds),
                packages + other.packages);
    }
}
