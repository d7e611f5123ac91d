package io.drawdown.notification;

import io.drawdown.alert.Alert;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activities;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.MailCourier;
import io.drawdown.notification.internal.webhook.WebhookRepository;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what an account is told, and a delivery for each place that it goes to, in the transaction of the change itself:
 * either both are there or neither (R22). An e-mail tells all of one change, and of those that came while it was held back; a
 * webhook is called for each notification.
 */
@Component
public class Outbox {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final RecipientRepository recipients;
    private final DeliveryRepository deliveries;
    private final WebhookRepository webhooks;
    private final MailCourier mail;
    private final ApplicationEventPublisher events;

    Outbox(
            JdbcClient jdbc,
            JdbcTemplate batches,
            RecipientRepository recipients,
            DeliveryRepository deliveries,
            WebhookRepository webhooks,
            MailCourier mail,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.recipients = recipients;
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.mail = mail;
        this.events = events;
    }

    private record StoredAlert(long id, Alert alert) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onAlertsRaised(Alert.Raised raised) {
        var account = raised.account();
        var told = raised.alerts().stream()
                .map(alert -> new StoredAlert(insertNotification(account, alert), alert))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        var links = new ArrayList<Object[]>();
        if (mail.isConfigured()) {
            var emails = recipients.findConfirmed(account);
            var gathering = emails.isEmpty() ? Map.<String, Long>of() : deliveries.findGatheringMails(account);
            for (var email : emails) {
                var waiting = gathering.get(EmailAddress.normalize(email));
                long delivery = waiting != null && deliveries.lockUnsentMail(waiting)
                        ? waiting
                        : deliveries.insert(
                                account, Channel.EMAIL, DeliveryPurpose.ALERT, email, null, mail.newMessageId());
                told.forEach(one -> links.add(new Object[] {delivery, one.id()}));
            }
        }
        for (var webhook : webhooks.list(account)) {
            for (var one : told) {
                if (webhook.kinds().contains(one.alert().kind())) {
                    var delivery = deliveries.insert(
                            account,
                            Channel.WEBHOOK,
                            DeliveryPurpose.ALERT,
                            webhook.url(),
                            webhook.id(),
                            "msg_" + one.id());
                    links.add(new Object[] {delivery, one.id()});
                }
            }
        }
        if (!links.isEmpty()) {
            batches.batchUpdate(
                    "insert into delivery_notification (delivery_id, notification_id) values (?, ?)", links);
            events.publishEvent(new DeliveriesWritten());
        }
    }

    private long insertNotification(String account, Alert alert) {
        var threshold = alert.threshold();
        var cost = alert.nextHourCost();
        var id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into notification (account, kind, package_id, region, specification, activities, threshold_type,
                            threshold_value, remaining, total, next_hour_cost, currency, runs_out_at, expires_at, happened_at)
                        values (:account, :kind, :package, :region, :specification, :activities, :thresholdType,
                            :thresholdValue, :remaining, :total, :cost, :currency, :runsOutAt, :expiresAt, :happenedAt)""")
                .param("account", account)
                .param("kind", alert.kind().name())
                .param("package", alert.packageId() == null ? null : Long.valueOf(alert.packageId()))
                .param("region", alert.packageKind().region())
                .param("specification", alert.packageKind().specification())
                .param("activities", Activities.join(alert.packageKind().activities()))
                .param(
                        "thresholdType",
                        threshold == null ? null : threshold.type().name())
                .param("thresholdValue", threshold == null ? null : threshold.value())
                .param("remaining", alert.remainingNodeSeconds())
                .param("total", alert.totalNodeSeconds())
                .param("cost", cost == null ? null : cost.amount())
                .param("currency", cost == null ? null : cost.currency().getCurrencyCode())
                .param("runsOutAt", Sql.utcOrNull(alert.runsOutAt()))
                .param("expiresAt", Sql.utcOrNull(alert.expiresAt()))
                .param("happenedAt", Sql.utc(alert.happenedAt()))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }
}
