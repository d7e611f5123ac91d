package io.drawdown.quota.packages;

import io.drawdown.catalog.model.Activities;
import io.drawdown.catalog.model.Activity;
import java.util.Set;

/** The properties shared by packages that are counted together: region, specification and activities. */
public record PackageKind(String region, String specification, Set<Activity> activities) {

    /** Returns a text that is unique among kinds, such as {@code cn-north-4/modelarts.vm.gpu.v100/TRAINING}. */
    public String key() {
        return region + "/" + specification + "/" + Activities.join(activities);
    }
}
