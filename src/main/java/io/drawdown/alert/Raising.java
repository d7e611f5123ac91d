package io.drawdown.alert;

import io.drawdown.quota.QuotaChanged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Raises alerts in the transaction of what they tell of. */
@Service
class Raising {

    private final Crossings crossings;
    private final Figures figures;
    private final ApplicationEventPublisher events;

    Raising(Crossings crossings, Figures figures, ApplicationEventPublisher events) {
        this.crossings = crossings;
        this.figures = figures;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void changed(QuotaChanged change) {
        raise(crossings.afterChange(change.at(), change.packages()));
    }

    /** Tells of all alerts of one change, account by account. */
    void raise(List<Alert> alerts) {
        figures.in(alerts).stream()
                .collect(Collectors.groupingBy(Alert::account, LinkedHashMap::new, Collectors.toList()))
                .forEach((account, ofAccount) -> events.publishEvent(new Alert.Raised(account, ofAccount)));
    }
}
