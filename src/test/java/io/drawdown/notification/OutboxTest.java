package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.email.Recipient;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.NotificationRepository;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository;
import io.drawdown.notification.internal.email.MailBudget;
import io.drawdown.notification.internal.email.MailComposer;
import io.drawdown.notification.internal.email.MailCourier;
import io.drawdown.notification.internal.webhook.WebhookRepository;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.packages.PackageKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.domain.Sort;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.IllegalTransactionStateException;

@Tag("dialect")
class OutboxTest extends NotificationTestCase {

    @Autowired
    NotificationRepository notificationTable;

    @Autowired
    WebhookRepository webhooks;

    @Autowired
    MailComposer composer;

    @Autowired
    MailBudget budget;

    @Autowired
    ConfirmationLinkRepository links;

    @Autowired
    RecipientRepository recipientTable;

    @Autowired
    DeliveryRepository deliveryTable;

    @Test
    void storesAllFieldsOfAnAlert() {
        var of = new PackageKind(boughtPackage.region(), boughtPackage.specification(), boughtPackage.activities());
        var cost = Money.of("21.20", "CNY");
        publishAlerts(
                new Alert(
                        account,
                        AlertKind.THRESHOLD,
                        boughtPackage.id(),
                        of,
                        Threshold.percent(20),
                        71_999,
                        360_000,
                        cost,
                        NOW.plus(Duration.ofHours(3)),
                        boughtPackage.expiresAt(),
                        NOW.minusSeconds(7)),
                new Alert(account, AlertKind.USED_UP, null, of, null, 0, 720_000, null, null, null, NOW));

        var told =
                world.asSystem(() -> inbox.list(account, NotificationFilter.ALL).rows(0, 10, Sort.unsorted()));

        assertThat(told).extracting(Notification::kind).containsExactly(AlertKind.USED_UP, AlertKind.THRESHOLD);
        assertThat(told.getFirst()).satisfies(kind -> {
            assertThat(kind.packageId()).isNull();
            assertThat(kind.packageTitle()).isNull();
            assertThat(kind.threshold()).isNull();
            assertThat(kind.nextHourCost()).isNull();
            assertThat(kind.packageKind()).isEqualTo(of);
        });
        var first = told.getLast();
        assertThat(first)
                .isEqualTo(new Notification(
                        first.id(),
                        account,
                        AlertKind.THRESHOLD,
                        boughtPackage.id(),
                        of,
                        Threshold.percent(20),
                        71_999,
                        360_000,
                        cost,
                        NOW.plus(Duration.ofHours(3)),
                        boughtPackage.expiresAt(),
                        NOW.minusSeconds(7),
                        null,
                        boughtPackage.title(),
                        null));
    }

    @Test
    void writesOneMailPerRecipientAndOneCallPerNotification() {
        setRecipients(newEmail(), newEmail());
        insertWebhook(account, AlertKind.THRESHOLD, AlertKind.USED_UP);
        insertWebhook(account, AlertKind.USED_UP);

        publishAlerts(thresholdAlert(), usedUpAlert());

        var mails = deliveries().stream()
                .filter(delivery -> delivery.channel() == Channel.EMAIL)
                .toList();
        assertThat(mails)
                .extracting(Delivery::recipient)
                .containsExactlyElementsOf(world.asSystem(() -> recipients.get(account)).stream()
                        .map(Recipient::email)
                        .toList());
        assertThat(mails).allSatisfy(mail -> assertThat(notificationIds(mail)).hasSize(2));
        assertThat(mails).extracting(Delivery::messageId).doesNotHaveDuplicates();
        var calls = deliveries().stream()
                .filter(delivery -> delivery.channel() == Channel.WEBHOOK)
                .toList();
        assertThat(calls).hasSize(3).allSatisfy(call -> {
            assertThat(notificationIds(call)).hasSize(1);
            assertThat(call.messageId())
                    .isEqualTo("msg_" + notificationIds(call).getFirst());
        });
        assertThat(deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.nextAttemptAt()).isEqualTo(NOW);
        });
    }

    @Test
    void notifiesNoOtherAccount() {
        var other = world.account();
        insertWebhook(other, AlertKind.values());

        publishAlerts(thresholdAlert());

        assertThat(deliveries()).isEmpty();
        assertThat(world.asSystem(() -> inbox.countUnread(List.of(account, other))))
                .containsEntry(account, 1L)
                .containsEntry(other, 0L);
    }

    @Test
    void writesNothingForARolledBackChange() {
        setRecipients(newEmail());
        insertWebhook(account, AlertKind.values());

        transaction.executeWithoutResult(status -> {
            publish(thresholdAlert());
            status.setRollbackOnly();
        });

        assertThat(world.asSystem(() -> inbox.countUnread(account))).isZero();
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void requiresTheTransactionOfTheChange() {
        assertThatThrownBy(() -> publish(thresholdAlert())).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void writesNoMailWithoutAMailServer() {
        setRecipients(newEmail());
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class);
        var mail = new MailCourier(none, composer, budget, links, "Drawdown <drawdown@localhost>", clock);

        transaction.executeWithoutResult(
                status -> new Outbox(notificationTable, deliveryTable, recipientTable, webhooks, mail, events)
                        .onAlertsRaised(new Alert.Raised(account, List.of(thresholdAlert()))));

        assertThat(deliveries()).isEmpty();
        assertThat(world.asSystem(() -> inbox.countUnread(account))).isEqualTo(1);
    }

    private List<Long> notificationIds(Delivery delivery) {
        return jdbc.sql("select notification_id from delivery_notification where delivery_id = :id")
                .param("id", Long.valueOf(delivery.id()))
                .query(Long.class)
                .list();
    }
}
