package io.drawdown.usage.internal;

import io.drawdown.usage.event.UsageEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event: what it said, and its entry in the account's ledger.
 *
 * @param voidSubject the subject of a void; null of one without it, of one that was accepted before that was kept, and of others
 */
public record AcceptedEvent(
        String type,
        String fingerprint,
        @Nullable String project,
        @Nullable String voidSubject,
        long entry) {

    /** What is known of an event once it has been accepted. */
    public static AcceptedEvent of(UsageEvent event, long entry) {
        return new AcceptedEvent(event.type(), event.fingerprint(), event.project(), voidSubject(event), entry);
    }

    /** The subject of a void; null of others, which can't leave it out. */
    public static @Nullable String voidSubject(UsageEvent event) {
        return event instanceof UsageEvent.Voided voided ? voided.subject() : null;
    }

    /** Whether an event says the same; a project, or a void's subject, that one of them doesn't carry isn't compared (R14). */
    public boolean isRepeatedBy(UsageEvent event) {
        return (fingerprint.equals(event.fingerprint())
                        || event instanceof UsageEvent.Voided voided && isRepeatedByVoid(voided))
                && (project == null || event.project() == null || project.equals(event.project()));
    }

    private boolean isRepeatedByVoid(UsageEvent.Voided event) {
        var comparable = event.subject() == null ? event.withSubject(voidSubject) : event.withSubject(null);
        return fingerprint.equals(comparable.fingerprint());
    }
}
