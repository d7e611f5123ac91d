package io.drawdown.usage.internal.imports;

import io.drawdown.usage.event.UsageEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The id of a run in the output of Slurm's sacct: `[Cluster/]JobID@start`, with the start in UTC. A job has several
 * runs if it is requeued or resized, or if its JobID is used again. Earlier versions identified a run only by its
 * JobID.
 */
public final class SlurmRunId {

    private SlurmRunId() {}

    static String of(String cluster, String job, Instant start) {
        return (cluster.isEmpty() ? "" : cluster + "/") + job + "@" + start;
    }

    /**
     * Returns the other ids under which the run of an imported record may have been accepted: without its cluster,
     * with the start that was read before, and only its JobID.
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

    /** Returns whether the id of an imported record is only its JobID, as earlier versions wrote it. */
    public static boolean isBareJobId(UsageEvent.Recorded event) {
        return isImported(event) && event.id().equals(event.job());
    }

    /** Returns whether an id belongs to the run of an imported record whose id is only its JobID. */
    public static boolean isOfSameRun(String id, UsageEvent.Recorded event) {
        var run = of("", event.job(), event.startedAt());
        return id.equals(run) || id.endsWith("/" + run);
    }

    /** Returns whether an event was made from a row of an import. */
    public static boolean isImported(UsageEvent event) {
        return isImported(event.source());
    }

    /** Returns whether a source is an import. */
    public static boolean isImported(String source) {
        return source.startsWith("/imports/");
    }
}
