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

/** Publishes alerts in the transaction of the change that raised them. */
@Service
class AlertPublisher {

    private final CrossingDetector crossingDetector;
    private final AlertEnrichment enrichment;
    private final ApplicationEventPublisher events;

    AlertPublisher(CrossingDetector crossingDetector, AlertEnrichment enrichment, ApplicationEventPublisher events) {
        this.crossingDetector = crossingDetector;
        this.enrichment = enrichment;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onQuotaChanged(QuotaChanged change) {
        publish(crossingDetector.detectAfterChange(change.at(), change.packages()));
    }

    /** Publishes all alerts of one change, one event for each account. */
    void publish(List<Alert> alerts) {
        enrichment.enrich(alerts).stream()
                .collect(Collectors.groupingBy(Alert::account, LinkedHashMap::new, Collectors.toList()))
                .forEach((account, ofAccount) -> events.publishEvent(new Alert.Raised(account, ofAccount)));
    }
}
