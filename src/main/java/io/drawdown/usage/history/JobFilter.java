package io.drawdown.usage.history;

import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of an account to list; null doesn't narrow.
 *
 * @param state whether jobs are listed that run, or that don't
 * @param text looked for in the job's name
 * @param from the start of what the job ran in or after
 * @param to the end, exclusive, of what it ran in or before
 * @param charged whether only jobs are listed of which something is charged pay-per-use, as far as they are settled
 * @param reason a reason for which something of the job is charged, as far as it is settled (R13)
 */
public record JobFilter(
        @Nullable JobState state,
        @Nullable String text,
        @Nullable String region,
        @Nullable String specification,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean charged,
        @Nullable Reason reason) {

    public static final JobFilter ALL = new JobFilter(null, null, null, null, null, null, false, null);
}
