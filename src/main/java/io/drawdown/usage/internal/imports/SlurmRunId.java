package io.drawdown.usage.internal.imports;

import io.drawdown.usage.event.UsageEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is known by that Slurm's sacct prints: `[Cluster/]JobID@start`, the start in UTC. A job that is requeued or
 * resized, and one whose JobID is used again, has several runs. Earlier versions knew a run by its JobID alone.
 */
public final class SlurmRunId {

    private SlurmRunId() {}

    static String of(String cluster, String job, Instant start) {
        return (cluster.isEmpty() ? "" : cluster + "/") + job + "@" + start;
    }

    /**
     * The other ids under which the run of an imported record may have been accepted: without its cluster, by the start that
     * was read before, and by its JobID alone.
     */
    public static List<String> alternativeIds(UsageEvent.Recorded event, HistoryRow.@Nullable Interval readBefore) {
        var run = of("", event.job(), event.startedAt());
        if (!isImported(event) || !(event.id().equals(run) || event.id().endsWith("/" + run))) {
            return List.of();
        }
        var ids = new LinkedHashSet<String>();
        ids.add(run);
        if (readBefore != null) {
            var before = of("", event.job(), readBefore.start());
            ids.add(event.id().substring(0, event.id().length() - run.length()) + before);
            ids.add(before);
        }
        ids.add(event.job());
        ids.remove(event.id());
        return List.copyOf(ids);
    }

    /** Whether an imported record has its JobID alone as its id, as earlier versions wrote it. */
    public static boolean isBareJobId(UsageEvent.Recorded event) {
        return isImported(event) && event.id().equals(event.job());
    }

    /** Whether an id is of the run of an imported record that has its JobID alone as its id. */
    public static boolean isOfSameRun(String id, UsageEvent.Recorded event) {
        var run = of("", event.job(), event.startedAt());
        return id.equals(run) || id.endsWith("/" + run);
    }

    /** Whether an event was made of a row of an import. */
    public static boolean isImported(UsageEvent event) {
        return event.source().startsWith("/imports/");
    }
}
