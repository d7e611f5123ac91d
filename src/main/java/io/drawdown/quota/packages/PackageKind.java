package io.drawdown.quota.packages;

import io.drawdown.catalog.model.Activities;
import io.drawdown.catalog.model.Activity;
import java.util.Set;

/** What packages have in common that cover the same: region, specification and activities. */
public record PackageKind(String region, String specification, Set<Activity> activities) {

    /** One text for it, unique among kinds, such as {@code cn-north-4/modelarts.vm.gpu.v100/TRAINING}. */
    public String key() {
        return region + "/" + specification + "/" + Activities.join(activities);
    }
}
