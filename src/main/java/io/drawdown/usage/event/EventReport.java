package io.drawdown.usage.event;

import java.util.List;

/** The results for the events of a request, in their order. */
public record EventReport(long accepted, long duplicates, long conflicts, long rejected, List<EventResult> results) {

    public static EventReport of(List<EventResult> results) {
        return new EventReport(
                count(results, EventResult.Status.ACCEPTED),
                count(results, EventResult.Status.DUPLICATE),
                count(results, EventResult.Status.CONFLICT),
                count(results, EventResult.Status.REJECTED),
                results);
    }

    private static long count(List<EventResult> results, EventResult.Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
