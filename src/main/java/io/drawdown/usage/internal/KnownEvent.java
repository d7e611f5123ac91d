package io.drawdown.usage.internal;

import io.drawdown.usage.UsageEvent;
import org.jspecify.annotations.Nullable;

/** What is known of an event: what it said, and its entry in the account's ledger. */
public record KnownEvent(
        String type, String fingerprint, @Nullable String project, long entry) {

    /** What is known of an event once it has been accepted. */
    public static KnownEvent of(UsageEvent event, long entry) {
        return new KnownEvent(event.type(), event.fingerprint(), event.project(), entry);
    }

    /** Whether an event says the same; a project that one of them doesn't carry isn't compared (R14). */
    public boolean isRepeatedBy(UsageEvent event) {
        return fingerprint.equals(event.fingerprint())
                && (project == null || event.project() == null || project.equals(event.project()));
    }
}
