package io.drawdown.usage;

import io.drawdown.base.Hash;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.engine.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A well-formed event, known by its account, source and id for ever (R14). */
public sealed interface UsageEvent {

    String account();

    String source();

    String id();

    /** The CloudEvents type. */
    String type();

    /** Type, subject and data as one hash: the same for what reads the same, however it was written (R14). */
    String fingerprint();

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
            Instant endedAt)
            implements UsageEvent {

        public static final String TYPE = "drawdown.usage.recorded.v1";

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
    record Voided(String account, String source, String id, @Nullable String subject, String voidedSource, String voidedId)
            implements UsageEvent {

        public static final String TYPE = "drawdown.usage.voided.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fingerprint() {
            return hash(TYPE, subject == null ? "" : subject, voidedSource, voidedId);
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
