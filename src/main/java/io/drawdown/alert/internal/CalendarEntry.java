package io.drawdown.alert.internal;

import java.time.Instant;

/** Something that the calendar brings to a package at an instant. */
public record CalendarEntry(String account, long packageId, EventType eventType, int daysAhead, Instant dueAt) {

    /** That it becomes effective, will expire in so many days, or has expired. */
    public enum EventType {
        EFFECTIVE,
        EXPIRING,
        EXPIRED
    }
}
