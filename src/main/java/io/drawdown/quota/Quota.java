package io.drawdown.quota;

import io.drawdown.catalog.Activity;
import java.util.Set;

/** What an account has of one kind (region, specification, activities), over its packages in validity. */
public record Quota(
        String region,
        String specification,
        Set<Activity> activities,
        long totalNodeSeconds,
        long remainingNodeSeconds,
        int packages) {}
