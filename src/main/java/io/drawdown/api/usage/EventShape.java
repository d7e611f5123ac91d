package io.drawdown.api.usage;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The schema of events for the OpenAPI document. The usage module reads the events themselves. */
@Schema(name = "Event", description = "A CloudEvents 1.0 event, identified for good by its account, source and id.")
record EventShape(
        @Schema(allowableValues = "1.0") String specversion,
        @Schema(description = "1 to 255 characters") String id,

        @Schema(description = "1 to 255 characters, such as /scheduler/a")
        String source,

        @Schema(
                allowableValues = {
                    "drawdown.usage.recorded.v1",
                    "drawdown.usage.voided.v1",
                    "drawdown.job.started.v1",
                    "drawdown.job.observed.v1",
                    "drawdown.job.stopped.v1"
                })
        String type,

        @Schema(description = "The job; not used for a void") @Nullable
        String subject,

        @Schema(
                oneOf = {
                    EventShape.Recorded.class,
                    EventShape.Voided.class,
                    EventShape.Started.class,
                    EventShape.Observed.class,
                    EventShape.Stopped.class
                })
        Object data) {

    static final String USAGE = """
            {"specversion": "1.0", "id": "job-17/1", "source": "/scheduler/a", "type": "drawdown.usage.recorded.v1",
             "subject": "job-17",
             "data": {"account": "acme", "region": "cn-north-4", "pool": "PUBLIC",
                      "specification": "modelarts.vm.gpu.v100", "activity": "TRAINING", "nodes": 4,
                      "startedAt": "2026-11-22T10:00:00Z", "endedAt": "2026-11-22T11:30:00Z"}}""";

    static final String CORRECTION = """
            {"specversion": "1.0", "id": "job-17/1/void", "source": "/scheduler/a", "type": "drawdown.usage.voided.v1",
             "data": {"account": "acme", "source": "/scheduler/a", "id": "job-17/1"}}""";

    static final String START = """
            {"specversion": "1.0", "id": "job-18/start", "source": "/scheduler/a", "type": "drawdown.job.started.v1",
             "subject": "job-18",
             "data": {"account": "acme", "region": "cn-north-4", "pool": "PUBLIC",
                      "specification": "modelarts.vm.gpu.v100", "activity": "TRAINING", "nodes": 4,
                      "startedAt": "2026-11-22T10:00:00Z"}}""";

    static final String STOP = """
            {"specversion": "1.0", "id": "job-18/stop", "source": "/scheduler/a", "type": "drawdown.job.stopped.v1",
             "subject": "job-18", "data": {"account": "acme", "stoppedAt": "2026-11-24T16:30:00Z"}}""";

    static final String PROJECT =
            "A code that is stored with the event; repeating an event with another project is a conflict";

    @Schema(name = "UsageRecorded", description = "A job ran on these nodes from 'startedAt' to 'endedAt'.")
    record Recorded(
            String account,
            String region,
            Pool pool,
            String specification,
            Activity activity,
            @Schema(minimum = "1") long nodes,
            Instant startedAt,

            @Schema(description = "At most 5 minutes ahead of the server's clock")
            Instant endedAt,

            @Schema(description = PROJECT) @Nullable String project) {}

    @Schema(
            name = "UsageVoided",
            description =
                    "Reverses the usage record with this source and id, or a job's start and all usage of that run.")
    record Voided(String account, String source, String id) {}

    @Schema(
            name = "JobStarted",
            description = "A job started on these nodes. Its usage counts until its stop is reported.")
    record Started(
            String account,
            String region,
            Pool pool,
            String specification,
            Activity activity,
            @Schema(minimum = "1") long nodes,

            @Schema(description = "At most 5 minutes ahead of the server's clock, and not within a run of the same job")
            Instant startedAt,

            @Schema(description = PROJECT) @Nullable String project,

            @Schema(
                    type = "string",
                    example = "PT5M",
                    description =
                            "How often the job will be observed, PT1M to P7D: it is silent after three times that")
            @Nullable
            Duration reportEvery) {}

    @Schema(
            name = "JobObserved",
            description =
                    "A job runs, as of an instant. This isn't kept and changes nothing but when its run was heard of.")
    record Observed(
            String account,

            @Schema(description = "At most 5 minutes ahead of the server's clock")
            Instant observedAt) {}

    @Schema(name = "JobStopped", description = """
                    A job stopped: ends the run of this source and subject. If it arrives before the start, it waits \
                    for the start.""")
    record Stopped(
            String account,

            @Schema(description = "At most 5 minutes ahead of the server's clock, and not before the start of the run")
            Instant stoppedAt) {}
}
