package io.drawdown.usage.internal;

import io.drawdown.usage.event.UsageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A stored event: its content, and its entry in the account's ledger.
 *
 * @param voidSubject the subject of a void; null for other events, for a void without a subject, and for one that was
 * accepted before subjects were stored
 */
public record AcceptedEvent(
        String type,
        String fingerprint,
        @Nullable String project,
        @Nullable String voidSubject,
        long entry) {

    /** Creates the stored form of an accepted event. */
    public static AcceptedEvent of(UsageEvent event, long entry) {
        return new AcceptedEvent(event.type(), event.fingerprint(), event.project(), voidSubject(event), entry);
    }

    /** Returns the subject of a void; null for other events, which always have a subject. */
    public static @Nullable String voidSubject(UsageEvent event) {
        return event instanceof UsageEvent.Voided voided ? voided.subject() : null;
    }

    /**
     * Returns whether an event has the same content. A project, or a void's subject, is only compared if both have it
     * (R14).
     */
    public boolean isRepeatedBy(UsageEvent event) {
        return (fingerprint.equals(event.fingerprint())
                        || (event instanceof UsageEvent.Voided voided && isRepeatedByVoid(voided)))
                && (project == null || event.project() == null || project.equals(event.project()));
    }

    private boolean isRepeatedByVoid(UsageEvent.Voided event) {
        var comparable = event.subject() == null ? event.withSubject(voidSubject) : event.withSubject(null);
        return fingerprint.equals(comparable.fingerprint());
    }
}
