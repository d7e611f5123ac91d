package io.drawdown.usage.internal;

import io.drawdown.usage.UsageEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A usage event as CloudEvents 1.0 writes it, to be kept and replayed. */
public record CloudEvent(
        String specversion, String id, String source, String type, @Nullable String subject, Map<String, Object> data) {

    public static CloudEvent of(UsageEvent event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("account", event.account());
        var subject = switch (event) {
            case UsageEvent.Recorded usage -> {
                data.put("region", usage.region());
                data.put("pool", usage.pool());
                data.put("specification", usage.specification());
                data.put("activity", usage.activity());
                data.put("nodes", usage.nodes());
                data.put("startedAt", usage.startedAt().toString());
                data.put("endedAt", usage.endedAt().toString());
                yield usage.job();
            }
            case UsageEvent.Voided voided -> {
                data.put("source", voided.voidedSource());
                data.put("id", voided.voidedId());
                yield voided.subject();
            }
        };
        return new CloudEvent("1.0", event.id(), event.source(), event.type(), subject, data);
    }
}
