package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.Threshold;
import io.drawdown.base.Money;
import io.drawdown.notification.internal.webhook.WebhookTable;
import io.drawdown.quota.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.IllegalTransactionStateException;

class OutboxTest extends NotificationTest {

    @Autowired
    JdbcTemplate batches;

    @Autowired
    WebhookTable webhooks;

    @Autowired
    MailComposer composer;

    @Autowired
    MailBudget budget;

    @Autowired
    ConfirmationLinks links;

    @Autowired
    RecipientTable recipientTable;

    @Autowired
    DeliveryTable deliveryTable;

    @Test
    void keepsEverythingThatAnAlertSays() {
        var of = new Kind(bought.region(), bought.specification(), bought.activities());
        var cost = Money.of("21.20", "CNY");
        raise(
                new Alert(
                        account,
                        AlertKind.THRESHOLD,
                        bought.id(),
                        of,
                        Threshold.percent(20),
                        71_999,
                        360_000,
                        cost,
                        NOW.plus(Duration.ofHours(3)),
                        bought.expiresAt(),
                        NOW.minusSeconds(7)),
                new Alert(account, AlertKind.USED_UP, null, of, null, 0, 720_000, null, null, null, NOW));

        var told = fixture.asSystem(
                () -> inbox.list(account, NotificationFilter.ALL).rows(0, 10, Sort.unsorted()));

        assertThat(told).extracting(Notification::kind).containsExactly(AlertKind.USED_UP, AlertKind.THRESHOLD);
        assertThat(told.getFirst()).satisfies(kind -> {
            assertThat(kind.packageId()).isNull();
            assertThat(kind.packageTitle()).isNull();
            assertThat(kind.threshold()).isNull();
            assertThat(kind.nextHourCost()).isNull();
            assertThat(kind.of()).isEqualTo(of);
        });
        var first = told.getLast();
        assertThat(first)
                .isEqualTo(new Notification(
                        first.id(),
                        account,
                        AlertKind.THRESHOLD,
                        bought.id(),
                        of,
                        Threshold.percent(20),
                        71_999,
                        360_000,
                        cost,
                        NOW.plus(Duration.ofHours(3)),
                        bought.expiresAt(),
                        NOW.minusSeconds(7),
                        null,
                        bought.title()));
    }

    @Test
    void writesOneMailOfAChangeForEachRecipientAndOneCallOfAWebhookForEachNotificationOfItsKinds() {
        recipients(email(), email());
        webhook(account, AlertKind.THRESHOLD, AlertKind.USED_UP);
        webhook(account, AlertKind.USED_UP);

        raise(threshold(), usedUp());

        var mails = deliveries().stream()
                .filter(delivery -> delivery.channel() == Channel.EMAIL)
                .toList();
        assertThat(mails)
                .extracting(Delivery::recipient)
                .containsExactlyElementsOf(fixture.asSystem(() -> recipients.get(account)).stream()
                        .map(Recipient::email)
                        .toList());
        assertThat(mails).allSatisfy(mail -> assertThat(told(mail)).hasSize(2));
        assertThat(mails).extracting(Delivery::messageId).doesNotHaveDuplicates();
        var calls = deliveries().stream()
                .filter(delivery -> delivery.channel() == Channel.WEBHOOK)
                .toList();
        assertThat(calls).hasSize(3).allSatisfy(call -> {
            assertThat(told(call)).hasSize(1);
            assertThat(call.messageId()).isEqualTo("msg_" + told(call).getFirst());
        });
        assertThat(deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.nextAttemptAt()).isEqualTo(NOW);
        });
    }

    @Test
    void tellsNobodyElse() {
        var other = fixture.account();
        webhook(other, AlertKind.values());

        raise(threshold());

        assertThat(deliveries()).isEmpty();
        assertThat(fixture.asSystem(() -> inbox.unread(List.of(account, other))))
                .containsEntry(account, 1L)
                .containsEntry(other, 0L);
    }

    @Test
    void leavesNothingOfAChangeThatIsRolledBack() {
        recipients(email());
        webhook(account, AlertKind.values());

        transaction.executeWithoutResult(status -> {
            publish(threshold());
            status.setRollbackOnly();
        });

        assertThat(fixture.asSystem(() -> inbox.unread(account))).isZero();
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void writesOnlyWithTheChangeThatItTellsOf() {
        assertThatThrownBy(() -> publish(threshold())).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void writesNoMailThatNobodyWouldSend() {
        recipients(email());
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class);
        var mail = new MailCourier(none, composer, budget, links, "Drawdown <drawdown@localhost>", clock);

        transaction.executeWithoutResult(
                status -> new Outbox(jdbc, batches, recipientTable, deliveryTable, webhooks, mail, events)
                        .raised(new Alert.Raised(account, List.of(threshold()))));

        assertThat(deliveries()).isEmpty();
        assertThat(fixture.asSystem(() -> inbox.unread(account))).isEqualTo(1);
    }

    private List<Long> told(Delivery delivery) {
        return jdbc.sql("select notification_id from delivery_notification where delivery_id = :id")
                .param("id", Long.valueOf(delivery.id()))
                .query(Long.class)
                .list();
    }
}
