package io.drawdown.alert.internal;

import java.time.Instant;

/** An event that is due for a package at an instant. */
public record CalendarEntry(String account, long packageId, EventType eventType, int daysAhead, Instant dueAt) {

    /** The kind of event: the package becomes effective, will expire in some days, or has expired. */
    public enum EventType {
        EFFECTIVE,
        EXPIRING,
        EXPIRED
    }
}
