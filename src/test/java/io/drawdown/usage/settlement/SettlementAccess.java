package io.drawdown.usage.settlement;

import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets tests of other packages settle events without the form of CloudEvents. */
@Component
public class SettlementAccess {

    private final Settlement settlement;

    SettlementAccess(Settlement settlement) {
        this.settlement = settlement;
    }

    public List<EventResult> settle(List<? extends UsageEvent> events) {
        return settlement.settle(events);
    }
}
