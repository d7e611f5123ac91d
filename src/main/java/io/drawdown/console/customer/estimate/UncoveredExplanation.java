package io.drawdown.console.customer.estimate;

import io.drawdown.base.format.Format;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Explains in a sentence why no package would cover a segment. The sentence names the package and the rule (R13). */
final class UncoveredExplanation {

    private UncoveredExplanation() {}

    static String explain(Reason reason, @Nullable ResourcePackage because, CatalogNames names, Instant now) {
        if (because == null) {
            return reason == Reason.DEDICATED_POOL ? "Packages cover public pools only." : "No package covers it.";
        }
        var zone = names.regionZone(because.region());
        return switch (reason) {
            case USED_UP -> because.title() + ", and every other package for this job, will be used up by then.";
            case NOT_YET_EFFECTIVE ->
                because.title() + " takes effect on " + Format.minute(because.effectiveAt(), zone) + ".";
            case EXPIRED ->
                because.title() + (because.expiresAt().isAfter(now) ? " expires after " : " expired after ")
                        + Format.lastMinuteWithZone(because.expiresAt(), zone) + ".";
            case ACTIVITY_NOT_COVERED ->
                because.title() + " covers " + DomainLabels.activityList(because.activities()) + " only.";
            case OTHER_REGION -> because.title() + " covers " + because.region() + " only.";
            case OTHER_SPECIFICATION ->
                because.title() + " covers " + names.specificationName(because.specification()) + " only.";
            case DEDICATED_POOL, NO_PACKAGE -> throw new IllegalArgumentException(reason + " is about no package");
        };
    }
}
