package io.drawdown.usage.event;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A usage event in the form of CloudEvents 1.0, for storage and replay. */
public record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        Map<String, Object> data) {

    public static CloudEvent of(UsageEvent event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("account", event.account());
        var subject = switch (event) {
            case UsageEvent.Recorded usage -> {
                putPlacement(
                        data, usage.region(), usage.pool(), usage.specification(), usage.activity(), usage.nodes());
                data.put("startedAt", usage.startedAt().toString());
                data.put("endedAt", usage.endedAt().toString());
                yield usage.job();
            }
            case UsageEvent.Started start -> {
                putPlacement(
                        data, start.region(), start.pool(), start.specification(), start.activity(), start.nodes());
                data.put("startedAt", start.startedAt().toString());
                if (start.reportEvery() != null) {
                    data.put("reportEvery", start.reportEvery().toString());
                }
                yield start.job();
            }
            case UsageEvent.Stopped stop -> {
                data.put("stoppedAt", stop.stoppedAt().toString());
                yield stop.job();
            }
            case UsageEvent.Voided voided -> {
                data.put("source", voided.voidedSource());
                data.put("id", voided.voidedId());
                yield voided.subject();
            }
        };
        if (event.project() != null) {
            data.put("project", event.project());
        }
        return new CloudEvent("1.0", event.id(), event.source(), event.type(), subject, data);
    }

    private static void putPlacement(
            Map<String, Object> data, String region, Pool pool, String specification, Activity activity, long nodes) {
        data.put("region", region);
        data.put("pool", pool);
        data.put("specification", specification);
        data.put("activity", activity);
        data.put("nodes", nodes);
    }
}
