package io.drawdown.quota.packages;

import io.drawdown.catalog.model.Activity;
import java.util.Set;

/** An account's quota of one kind (region, specification, activities), summed over its packages in validity. */
public record Quota(
        String region,
        String specification,
        Set<Activity> activities,
        long totalNodeSeconds,
        long remainingNodeSeconds,
        int packages) {}
