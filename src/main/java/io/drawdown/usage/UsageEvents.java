package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.account.Caller;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Takes events in from those who may report usage (R14, R15, R23). */
@Service
public class UsageEvents {

    private final EventReader reader;
    private final Settlement settlement;
    private final Access access;

    UsageEvents(EventReader reader, Settlement settlement, Access access) {
        this.reader = reader;
        this.settlement = settlement;
        this.access = access;
    }

    /**
     * Settles CloudEvents in their order and answers each. What is answered `accepted` is on disk; a broken event doesn't
     * keep its neighbours from being settled.
     */
    public EventReport report(List<JsonNode> events) {
        var caller = access.toReport();
        var results = new ArrayList<@Nullable EventResult>(events.size());
        var readable = new ArrayList<UsageEvent>(events.size());
        for (var json : events) {
            try {
                readable.add(requireOwn(caller, reader.read(json)));
                results.add(null);
            } catch (ProblemException problem) {
                results.add(EventResult.rejected(text(json, "source"), text(json, "id"), problem));
            }
        }
        var settled = settlement.settle(readable).iterator();
        results.replaceAll(result -> result == null ? settled.next() : result);
        return EventReport.of(results);
    }

    private static UsageEvent requireOwn(Caller caller, UsageEvent event) {
        if (caller.account() != null && !caller.account().equals(event.account())) {
            throw ProblemException.at(ProblemType.FORBIDDEN, "data.account",
                    "This key reports usage of " + caller.account() + " only.");
        }
        return event;
    }

    private static @Nullable String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isString() ? value.stringValue() : null;
    }
}
