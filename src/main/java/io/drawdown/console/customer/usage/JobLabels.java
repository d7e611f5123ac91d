package io.drawdown.console.customer.usage;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.usage.history.JobState;
import io.drawdown.usage.history.JobUsage;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The labels of where and for what a job ran. Most jobs have one region, specification, activity and pool. */
final class JobLabels {

    private JobLabels() {}

    /** Creates the badge that shows whether the job is running. */
    static StatusBadge stateBadge(JobUsage job) {
        return job.currentRun() == null
                ? new StatusBadge(DomainLabels.label(JobState.FINISHED), StatusTone.FINISHED)
                : new StatusBadge(DomainLabels.label(JobState.RUNNING), StatusTone.RUNNING);
    }

    static String regionsText(JobUsage job) {
        return String.join(", ", job.regions());
    }

    static String specificationsText(JobUsage job, CatalogNames names) {
        return joinLabels(job.specifications(), names::specificationName);
    }

    static String activitiesText(JobUsage job) {
        return joinLabels(job.activities(), (Activity activity) -> DomainLabels.label(activity));
    }

    static String poolsText(JobUsage job) {
        return joinLabels(job.pools(), (Pool pool) -> DomainLabels.label(pool));
    }

    private static <T> String joinLabels(Collection<T> things, Function<T, String> words) {
        return things.stream().map(words).collect(Collectors.joining(", "));
    }
}
