package io.drawdown.usage.runs;

import io.drawdown.usage.internal.RunRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stop of a job that waits for its start (R16).
 *
 * @param waitingSince when it came, or when an earlier stop of its run took its place; null if an earlier version
 *     saved it
 */
public record WaitingStop(
        String account,
        String source,
        String job,
        Instant stoppedAt,
        @Nullable Instant waitingSince) {

    /** Creates a waiting stop from its row. */
    public static WaitingStop of(RunRepository.WaitingStopRow row) {
        var job = row.stop().job();
        return new WaitingStop(
                job.account(), job.source(), job.job(), row.stop().stoppedAt(), row.since());
    }
}
