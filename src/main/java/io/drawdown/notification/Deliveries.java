package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.message.NumericId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The deliveries of all accounts, for admins (R22). */
@Service
public class Deliveries {

    private final DeliveryRepository repository;
    private final ApplicationEventPublisher events;
    private final Access access;

    Deliveries(DeliveryRepository repository, ApplicationEventPublisher events, Access access) {
        this.repository = repository;
        this.events = events;
        this.access = access;
    }

    /** Lists the deliveries that match a filter, the newest first. */
    @Transactional(readOnly = true)
    public Listing<Delivery> list(DeliveryFilter filter) {
        access.requireAdmin();
        return repository.list(filter);
    }

    /** Returns a delivery by id. */
    @Transactional(readOnly = true)
    public Delivery get(String id) {
        access.requireAdmin();
        return find(id);
    }

    /** Sends a message again now, with the full retry schedule if it fails. The receiver sees the same message id. */
    @RetryOnConflict
    @Transactional
    public Delivery retry(String id) {
        access.requireAdmin();
        var before = find(id);
        repository.reset(NumericId.parse(id));
        events.publishEvent(new DeliveriesWritten());
        var waiting = find(id);
        events.publishEvent(new AuditedChange(
                AuditAction.DELIVERY_SENT_AGAIN, waiting.account(), waiting.messageId(), before, waiting));
        return waiting;
    }

    private Delivery find(String id) {
        return repository
                .find(NumericId.parse(id))
                .orElseThrow(() -> ProblemException.notFound("The delivery '" + id + "'"));
    }
}
