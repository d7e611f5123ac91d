package io.drawdown.usage.event;

/** What an event is known by (R14). */
public record EventKey(String account, String source, String id) {

    /** The key of an event. */
    public static EventKey of(UsageEvent event) {
        return new EventKey(event.account(), event.source(), event.id());
    }
}
