package io.drawdown.console.usage;

import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Words;
import io.drawdown.usage.JobState;
import io.drawdown.usage.JobUsage;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where and for what a job ran, in words; most jobs have one of each. */
final class JobWords {

    private JobWords() {}

    /** Whether the job runs, in a word. */
    static StatusBadge state(JobUsage job) {
        return job.now() == null
                ? new StatusBadge(Words.of(JobState.FINISHED), Tone.PENDING)
                : new StatusBadge(Words.of(JobState.RUNNING), Tone.RUNNING);
    }

    static String regions(JobUsage job) {
        return String.join(", ", job.regions());
    }

    static String specifications(JobUsage job, CatalogNames names) {
        return join(job.specifications(), names::specification);
    }

    static String activities(JobUsage job) {
        return join(job.activities(), (Activity activity) -> Words.of(activity));
    }

    static String pools(JobUsage job) {
        return join(job.pools(), (Pool pool) -> Words.of(pool));
    }

    private static <T> String join(Collection<T> things, Function<T, String> words) {
        return things.stream().map(words).collect(Collectors.joining(", "));
    }
}
