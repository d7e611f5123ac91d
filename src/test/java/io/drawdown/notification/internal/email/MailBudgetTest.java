package io.drawdown.notification.internal.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.alert.Alert;
import io.drawdown.notification.DeliveryWorker;
import io.drawdown.notification.NotificationTestCase;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.internal.HeldBackException;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.testing.TestMail;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many e-mails leave within an hour: 30 to an address and 200 of an account. */
@Tag("dialect")
class MailBudgetTest extends NotificationTestCase {

    private static final int MAX_PER_ADDRESS = 30;
    private static final int MAX_PER_ACCOUNT = 200;
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    DeliveryWorker worker;

    @Autowired
    MailBudget budget;

    private final String email = newEmail();

    @Test
    void gathersMailsBeyondTheAddressLimitIntoOne() throws Exception {
        setRecipients(email);
        for (var change = 0; change < MAX_PER_ADDRESS; change++) {
            publishAlerts(thresholdAlert());
            worker.deliverDue();
        }
        clock.advance(Duration.ofMinutes(10));
        for (var change = 0; change < 60; change++) {
            publishAlerts(thresholdAlert());
            worker.deliverDue();
        }

        assertThat(TestMail.findMessages(email)).hasSize(MAX_PER_ADDRESS);
        assertThat(deliveries()).hasSize(MAX_PER_ADDRESS + 1);
        var held = deliveries().getLast();
        assertThat(held.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(held.attempts()).isZero();
        assertThat(held.nextAttemptAt()).isEqualTo(NOW.plus(HOUR));
        assertThat(held.lastError()).isEqualTo("30 e-mails went to this address within an hour, and more aren't sent.");

        clock.set(NOW.plus(HOUR));
        worker.deliverDue();

        assertThat(TestMail.findMessages(email)).hasSize(MAX_PER_ADDRESS + 1);
        var last = TestMail.findMessages(email).getLast();
        assertThat(last.getMessageID()).isEqualTo("<" + held.messageId() + ">");
        assertThat(last.getSubject()).isEqualTo("60 usage alerts for Acme " + account);
        publishAlerts(thresholdAlert());
        worker.deliverDue();
        assertThat(TestMail.findMessages(email)).as("there is room again").hasSize(MAX_PER_ADDRESS + 2);
    }

    @Test
    void countsAnAddressIgnoringCaseOverAllAccounts() throws Exception {
        setRecipients(email);
        for (var mail = 0; mail < MAX_PER_ADDRESS; mail++) {
            budget.reserve(outgoing(world.account(), mail % 2 == 0 ? email : email.toUpperCase(Locale.ROOT)));
        }

        publishAlerts(thresholdAlert());
        worker.deliverDue();

        assertThat(TestMail.findMessages(email)).isEmpty();
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(budget.reserve(outgoing(account, "li+alerts@example.com"))).isPositive();
    }

    @Test
    void limitsTheMailsOfAnAccount() throws Exception {
        for (var mail = 0; mail < MAX_PER_ACCOUNT; mail++) {
            budget.reserve(outgoing(account, "li" + mail + "@" + account + ".example.com"));
        }

        var held = catchThrowableOfType(HeldBackException.class, () -> budget.reserve(outgoing(account, email)));

        assertThat(held.reason()).isEqualTo("200 e-mails of this account left within an hour, and more aren't sent.");
        assertThat(held.retryAt()).isEqualTo(NOW.plus(HOUR));
        assertThat(budget.reserve(outgoing(world.account(), email))).isPositive();
    }

    @Test
    void doesNotCountRefusedMails() throws Exception {
        for (var mail = 0; mail < 2 * MAX_PER_ADDRESS; mail++) {
            budget.release(budget.reserve(outgoing(account, email)));
        }

        assertThat(budget.reserve(outgoing(account, email))).isPositive();
    }

    @Test
    void limitsServersThatSendConcurrently() throws InterruptedException {
        var accounts = IntStream.range(0, 4).mapToObj(number -> world.account()).toList();
        var sent = new AtomicInteger();
        var start = new CountDownLatch(1);
        var servers = accounts.stream()
                .map(each -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        for (var mail = 0; mail < 12; mail++) {
                            budget.reserve(outgoing(each, email));
                            sent.incrementAndGet();
                        }
                    } catch (HeldBackException | InterruptedException enough) {
                        // Too many, as it should be for some.
                    }
                }))
                .toList();

        start.countDown();
        for (var server : servers) {
            server.join();
        }

        assertThat(sent).hasValue(MAX_PER_ADDRESS);
    }

    @Test
    void gathersAlertsWhileAMailWaits() throws Exception {
        setRecipients(email);
        publishAlerts(thresholdAlert());
        clock.advance(Duration.ofMinutes(1));
        publishAlerts(usedUpAlert());
        publishAlerts(
                IntStream.range(0, 58).mapToObj(number -> thresholdAlert()).toArray(Alert[]::new));

        assertThat(deliveries()).hasSize(1);
        worker.deliverDue();

        var mail = TestMail.findMessages(email).getLast();
        assertThat(mail.getSubject()).isEqualTo("60 usage alerts for Acme " + account);
        var parts = (MimeMultipart) mail.getContent();
        var text = (String) parts.getBodyPart(0).getContent();
        assertThat(text).contains("These are the newest 50;");
        assertThat(text.split("Account: ", -1)).hasSize(51);
        publishAlerts(thresholdAlert());
        assertThat(deliveries()).as("what has left gathers nothing").hasSize(2);
    }

    private static OutgoingMessage outgoing(String account, String recipient) {
        return new OutgoingMessage(1, account, DeliveryPurpose.ALERT, recipient, null, "1@localhost", List.of(), 0);
    }
}
