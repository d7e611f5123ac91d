package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drawdown.TestMail;
import io.drawdown.alert.Alert;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many e-mails leave within an hour: 30 to an address and 200 of an account. */
class MailBudgetTest extends NotificationTest {

    private static final int TO_AN_ADDRESS = 30;
    private static final int OF_AN_ACCOUNT = 200;
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    DeliveryWorker worker;

    @Autowired
    MailBudget budget;

    private final String email = email();

    @Test
    void gathersWhatIsTooMuchForAnAddressIntoOneLaterMail() throws Exception {
        recipients(email);
        for (var change = 0; change < TO_AN_ADDRESS; change++) {
            raise(threshold());
            worker.deliverDue();
        }
        clock.advance(Duration.ofMinutes(10));
        for (var change = 0; change < 60; change++) {
            raise(threshold());
            worker.deliverDue();
        }

        assertThat(TestMail.to(email)).hasSize(TO_AN_ADDRESS);
        assertThat(deliveries()).hasSize(TO_AN_ADDRESS + 1);
        var held = deliveries().getLast();
        assertThat(held.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(held.attempts()).isZero();
        assertThat(held.nextAttemptAt()).isEqualTo(NOW.plus(HOUR));
        assertThat(held.lastError()).isEqualTo("30 e-mails went to this address within an hour, and more aren't sent.");

        clock.set(NOW.plus(HOUR));
        worker.deliverDue();

        assertThat(TestMail.to(email)).hasSize(TO_AN_ADDRESS + 1);
        var last = TestMail.to(email).getLast();
        assertThat(last.getMessageID()).isEqualTo("<" + held.messageId() + ">");
        assertThat(last.getSubject()).isEqualTo("60 usage alerts for Acme " + account);
        raise(threshold());
        worker.deliverDue();
        assertThat(TestMail.to(email)).as("there is room again").hasSize(TO_AN_ADDRESS + 2);
    }

    @Test
    void countsAnAddressInAnyCaseOverAllAccounts() throws Exception {
        recipients(email);
        for (var mail = 0; mail < TO_AN_ADDRESS; mail++) {
            budget.take(outgoing(fixture.account(), mail % 2 == 0 ? email : email.toUpperCase()));
        }

        raise(threshold());
        worker.deliverDue();

        assertThat(TestMail.to(email)).isEmpty();
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(budget.take(outgoing(account, "li+alerts@example.com"))).isPositive();
    }

    @Test
    void boundsTheMailsOfAnAccount() throws Exception {
        for (var mail = 0; mail < OF_AN_ACCOUNT; mail++) {
            budget.take(outgoing(account, "li" + mail + "@" + account + ".example.com"));
        }

        var held = catchThrowableOfType(HeldBackException.class, () -> budget.take(outgoing(account, email)));

        assertThat(held.reason()).isEqualTo("200 e-mails of this account left within an hour, and more aren't sent.");
        assertThat(held.until()).isEqualTo(NOW.plus(HOUR));
        assertThat(budget.take(outgoing(fixture.account(), email))).isPositive();
    }

    @Test
    void doesNotCountWhatTheMailServerRefused() throws Exception {
        for (var mail = 0; mail < 2 * TO_AN_ADDRESS; mail++) {
            budget.giveBack(budget.take(outgoing(account, email)));
        }

        assertThat(budget.take(outgoing(account, email))).isPositive();
    }

    @Test
    void isKeptByServersThatSendAtTheSameTime() throws InterruptedException {
        var accounts =
                IntStream.range(0, 4).mapToObj(number -> fixture.account()).toList();
        var sent = new AtomicInteger();
        var start = new CountDownLatch(1);
        var servers = accounts.stream()
                .map(each -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        for (var mail = 0; mail < 12; mail++) {
                            budget.take(outgoing(each, email));
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

        assertThat(sent).hasValue(TO_AN_ADDRESS);
    }

    @Test
    void gathersWhatWaitsWhileNoMailLeaves() throws Exception {
        recipients(email);
        raise(threshold());
        clock.advance(Duration.ofMinutes(1));
        raise(usedUp());
        raise(IntStream.range(0, 58).mapToObj(number -> threshold()).toArray(Alert[]::new));

        assertThat(deliveries()).hasSize(1);
        worker.deliverDue();

        var mail = TestMail.to(email).getLast();
        assertThat(mail.getSubject()).isEqualTo("60 usage alerts for Acme " + account);
        var parts = (MimeMultipart) mail.getContent();
        var text = (String) parts.getBodyPart(0).getContent();
        assertThat(text).contains("These are the newest 50;");
        assertThat(text.split("Account: ", -1)).hasSize(51);
        raise(threshold());
        assertThat(deliveries()).as("what has left gathers nothing").hasSize(2);
    }

    private static Outgoing outgoing(String account, String recipient) {
        return new Outgoing(1, account, DeliveryPurpose.ALERT, recipient, null, "1@localhost", List.of(), 0);
    }
}
