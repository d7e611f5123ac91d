package io.drawdown.usage.history;

import io.drawdown.quota.engine.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The filter of an account's jobs. A null field doesn't filter.
 *
 * @param state whether jobs are running or not
 * @param text searched for in the job's name
 * @param from only jobs that ran at or after this instant
 * @param to only jobs that ran before this instant
 * @param charged whether to list only jobs with settled pay-per-use charges
 * @param reason a reason for a settled charge of the job (R13)
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
