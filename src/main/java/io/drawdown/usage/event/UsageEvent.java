package io.drawdown.usage.event;

import io.drawdown.base.Hash;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.queue.AccountOwned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A well-formed event, known by its account, source and id for ever (R14). */
public sealed interface UsageEvent extends AccountOwned {

    String source();

    String id();

    /** The CloudEvents type. */
    String type();

    /**
     * Type, subject and data as one hash: the same for what reads the same, however it was written (R14). It is kept for ever, so
     * it must stay what it is; what was added to events since, such as the project, is kept and compared beside it.
     */
    String fingerprint();

    /** The project that it is attributed to; null if it names none. */
    default @Nullable String project() {
        return null;
    }

    /** A job ran on its nodes from a start to an end, whole seconds. */
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

        /** Without a project. */
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

        /** The stretch of running that it tells of. */
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

    /** A usage record was wrong and is to be taken back (R12). */
    record Voided(
            String account,
            String source,
            String id,
            @Nullable String subject,
            String voidedSource,
            String voidedId) implements UsageEvent {

        public static final String TYPE = "drawdown.usage.voided.v1";

        /** The same with another subject, or without one. */
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

    /** A job started on its nodes, at a whole second, and runs until its stop is told (R16). */
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
            @Nullable String project)
            implements UsageEvent {

        public static final String TYPE = "drawdown.job.started.v1";

        /** Without a project. */
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
            this(account, source, id, job, region, pool, specification, activity, nodes, startedAt, null);
        }

        /** Nothing of it yet, at its start. */
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

    /** A job stopped, at a whole second: the first one at or after its start ends a run (R16). */
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
