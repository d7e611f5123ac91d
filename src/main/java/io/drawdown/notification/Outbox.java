package io.drawdown.notification;

import io.drawdown.alert.Alert;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.DeliveryRepository.CarriedNotification;
import io.drawdown.notification.internal.DeliveryRepository.NewDelivery;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.NotificationRepository;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.MailCourier;
import io.drawdown.notification.internal.webhook.WebhookRepository;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the notifications of an account and their deliveries in the transaction of the change, so that all are
 * committed or none (R22). An e-mail carries all notifications of one change, and also those of earlier changes while
 * it is held back. A webhook is called once for each notification. The number of statements doesn't depend on the
 * number of rows.
 */
@Component
public class Outbox {

    private final NotificationRepository notifications;
    private final DeliveryRepository deliveries;
    private final RecipientRepository recipients;
    private final WebhookRepository webhooks;
    private final MailCourier mail;
    private final ApplicationEventPublisher events;

    Outbox(
            NotificationRepository notifications,
            DeliveryRepository deliveries,
            RecipientRepository recipients,
            WebhookRepository webhooks,
            MailCourier mail,
            ApplicationEventPublisher events) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.mail = mail;
        this.events = events;
    }

    /** A delivery with the ids of the notifications that it carries. */
    private record PlannedDelivery(NewDelivery delivery, List<Long> notificationIds) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onAlertsRaised(Alert.Raised raised) {
        var account = raised.account();
        var alerts = raised.alerts();
        var ids = notifications.insert(account, alerts);
        if (ids.isEmpty()) {
            return;
        }
        var carried = new ArrayList<CarriedNotification>();
        var planned = new ArrayList<PlannedDelivery>();
        if (mail.isConfigured()) {
            var emails = recipients.findConfirmed(account);
            var gathering = deliveries.lockGatheringMails(
                    account, emails.stream().map(EmailAddress::normalize).toList());
            for (var email : emails) {
                var waiting = gathering.get(EmailAddress.normalize(email));
                if (waiting == null) {
                    planned.add(new PlannedDelivery(newMail(account, email), ids));
                } else {
                    ids.forEach(id -> carried.add(new CarriedNotification(waiting, id)));
                }
            }
        }
        for (var webhook : webhooks.list(account)) {
            for (var index = 0; index < alerts.size(); index++) {
                if (webhook.kinds().contains(alerts.get(index).kind())) {
                    var id = ids.get(index);
                    planned.add(
                            new PlannedDelivery(newWebhookCall(account, webhook.url(), webhook.id(), id), List.of(id)));
                }
            }
        }
        carried.addAll(insert(planned));
        if (!carried.isEmpty()) {
            deliveries.link(carried);
            events.publishEvent(new DeliveriesWritten());
        }
    }

    private List<CarriedNotification> insert(List<PlannedDelivery> planned) {
        var ids = deliveries.insert(
                planned.stream().map(PlannedDelivery::delivery).toList());
        var carried = new ArrayList<CarriedNotification>();
        for (var index = 0; index < planned.size(); index++) {
            var delivery = ids.get(index);
            planned.get(index)
                    .notificationIds()
                    .forEach(notification -> carried.add(new CarriedNotification(delivery, notification)));
        }
        return carried;
    }

    private NewDelivery newMail(String account, String email) {
        return new NewDelivery(account, Channel.EMAIL, DeliveryPurpose.ALERT, email, null, mail.newMessageId());
    }

    private static NewDelivery newWebhookCall(String account, String url, long webhook, long notification) {
        return new NewDelivery(account, Channel.WEBHOOK, DeliveryPurpose.ALERT, url, webhook, "msg_" + notification);
    }
}
