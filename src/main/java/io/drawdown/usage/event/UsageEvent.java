package io.drawdown.usage.event;

import io.drawdown.base.Hash;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.queue.AccountOwned;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A well-formed event. Its account, source and id identify it permanently (R14). */
public sealed interface UsageEvent extends AccountOwned {

    String source();

    String id();

    /** Returns the CloudEvents type. */
    String type();

    /**
     * Returns a hash of type, subject and data, which is the same for equal content in any notation (R14). It is
     * stored permanently, so its computation must not change. Later fields of events, such as the project, are stored
     * and compared separately.
     */
    String fingerprint();

    /** Returns the project that the usage is attributed to; null if there is none. */
    default @Nullable String project() {
        return null;
    }

    /** A job ran on its nodes from a start to an end, in whole seconds. */
    record Recorded(
            String account,
            String source,
            String id,
            String job,
            String region,
            Pool pool,
            String specification,
            Activity activity,
            long nodes,
            Instant startedAt,
            Instant endedAt,
            @Nullable String project)
            implements UsageEvent {

        public static final String TYPE = "drawdown.usage.recorded.v1";

        /** Creates an event without a project. */
        public Recorded(
                String account,
                String source,
                String id,
                String job,
                String region,
                Pool pool,
                String specification,
                Activity activity,
                long nodes,
                Instant startedAt,
                Instant endedAt) {
            this(account, source, id, job, region, pool, specification, activity, nodes, startedAt, endedAt, null);
        }

        /** Returns the usage that it reports. */
        public Usage usage() {
            return new Usage(region, pool, specification, activity, nodes, startedAt, endedAt);
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fingerprint() {
            return hash(TYPE, job, region, pool, specification, activity, nodes, startedAt, endedAt);
        }
    }

    /** A usage record was wrong and must be taken back (R12). */
    record Voided(
            String account,
            String source,
            String id,
            @Nullable String subject,
            String voidedSource,
            String voidedId) implements UsageEvent {

        public static final String TYPE = "drawdown.usage.voided.v1";

        /** Returns a copy with another subject, or without one. */
        public Voided withSubject(@Nullable String other) {
            return new Voided(account, source, id, other, voidedSource, voidedId);
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fingerprint() {
            return hash(TYPE, subject == null ? "" : subject, voidedSource, voidedId);
        }
    }

    /**
     * A job started on its nodes, at a whole second. It runs until its stop is reported (R16).
     *
     * @param reportEvery how often it will be observed, as its source announces; null if it doesn't
     */
    record Started(
            String account,
            String source,
            String id,
            String job,
            String region,
            Pool pool,
            String specification,
            Activity activity,
            long nodes,
            Instant startedAt,
            @Nullable String project,
            @Nullable Duration reportEvery)
            implements UsageEvent {

        public static final String TYPE = "drawdown.job.started.v1";

        /** Creates an event without a project and without an announced interval. */
        public Started(
                String account,
                String source,
                String id,
                String job,
                String region,
                Pool pool,
                String specification,
                Activity activity,
                long nodes,
                Instant startedAt) {
            this(account, source, id, job, region, pool, specification, activity, nodes, startedAt, null, null);
        }

        /** Returns an empty usage at the start of the job. */
        public Usage emptyUsage() {
            return new Usage(region, pool, specification, activity, nodes, startedAt, startedAt);
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fingerprint() {
            return hash(TYPE, job, region, pool, specification, activity, nodes, startedAt);
        }
    }

    /** A job stopped, at a whole second. The first stop at or after its start ends a run (R16). */
    record Stopped(String account, String source, String id, String job, Instant stoppedAt) implements UsageEvent {

        public static final String TYPE = "drawdown.job.stopped.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fingerprint() {
            return hash(TYPE, job, stoppedAt);
        }
    }

    private static String hash(Object... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(part).append('\n');
        }
        return Hash.sha256(text.toString());
    }
}
