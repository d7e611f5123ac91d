package io.drawdown.usage.event;

/** The identity of an event (R14). */
public record EventKey(String account, String source, String id) {

    /** Returns the key of an event. */
    public static EventKey of(UsageEvent event) {
        return new EventKey(event.account(), event.source(), event.id());
    }
}
