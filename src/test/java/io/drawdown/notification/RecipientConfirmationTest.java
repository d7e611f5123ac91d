package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.TestClock;
import io.drawdown.TestMail;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.Sql;
import io.drawdown.base.TooManyRequests;
import io.drawdown.notification.Confirmations.State;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;

/** Addresses that customers add get no alerts before they have confirmed that they want them. */
class RecipientConfirmationTest extends NotificationTest {

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/confirm/([A-Za-z0-9_-]{43})");
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    DeliveryWorker worker;

    @Autowired
    Confirmations confirmations;

    @Autowired
    Channels channels;

    @Autowired
    MailComposer composer;

    @Autowired
    MailBudget budget;

    @Autowired
    ConfirmationLinks links;

    @Autowired
    DeliveryTable table;

    private final String email = email();

    @AfterEach
    void turnBack() {
        clock.set(TestClock.START);
    }

    @Test
    void getNothingButOneMailUntilTheirLinkWasFollowed() throws Exception {
        put(email);
        raise(threshold());
        put(email, email());
        worker.deliverDue();
        worker.deliverDue();

        var asked = mails();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().getSubject()).isEqualTo("Confirm that you want usage alerts of Acme " + account);
        assertThat(text(asked.getFirst()))
                .contains(
                        "Account: Acme " + account,
                        "Address: " + email,
                        "Link good until: 29 Nov 2026, 18:00 (Asia/Shanghai)",
                        "If you don't expect this, do nothing");
        assertThat(unconfirmed()).contains(email);
        assertThat(fixture.asSystem(() -> channels.of(account))).isEqualTo(new Channels.ToldBy(true, List.of(), 2, 0));

        assertThat(confirmations.follow(token(asked.getFirst())))
                .isEqualTo(new Confirmations.Confirmation(State.CONFIRMED, email, "Acme " + account));
        worker.deliverDue();
        assertThat(mails()).as("the past isn't sent").hasSize(1);

        raise(usedUp());
        worker.deliverDue();
        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().getSubject()).contains("is used up");
        assertThat(confirmations.follow(token(asked.getFirst())).state()).isEqualTo(State.CONFIRMED_BEFORE);
    }

    @Test
    void areConfirmedByAdminsWhoAddThemOnly() {
        put(email);
        var added = email();

        recipients(email, added);

        assertThat(all())
                .extracting(Recipient::email, Recipient::confirmed)
                .containsExactly(tuple(email, false), tuple(added, true));
        put(added.toUpperCase(), email);
        assertThat(unconfirmed()).containsExactly(email);
        assertThat(deliveries()).extracting(Delivery::recipient).containsExactly(email);
    }

    @Test
    void areAskedOnceADayOverAllAccounts() throws Exception {
        put(email);
        worker.deliverDue();
        clock.advance(Duration.ofHours(1));
        var first = account;
        account = fixture.account();
        put(email);
        worker.deliverDue();

        assertThat(mails()).hasSize(1);
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery().attempts()).isZero();
        assertThat(delivery().nextAttemptAt()).isEqualTo(NOW.plus(DAY));
        assertThat(delivery().lastError()).contains("asked once a day");
        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.askedAt()).isNull();
            assertThat(one.askedNextAt()).isEqualTo(NOW.plus(DAY));
            assertThat(one.mayBeAskedFrom()).isEqualTo(NOW.plus(DAY));
        });

        clock.set(NOW.plus(DAY));
        worker.deliverDue();
        assertThat(mails()).hasSize(2);
        assertThat(confirmations.follow(token(mails().getLast())).state()).isEqualTo(State.CONFIRMED);
        assertThat(unconfirmed()).isEmpty();
        account = first;
        assertThat(unconfirmed()).as("of another account").containsExactly(email);
    }

    @Test
    void areAskedOnceByTwoServersAtOnce() throws Exception {
        var accounts =
                IntStream.range(0, 6).mapToObj(number -> fixture.account()).toList();
        var start = new CountDownLatch(1);
        var programs = accounts.stream()
                .map(each -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        fixture.as(new Caller("li", Role.CUSTOMER, each), () -> recipients.put(each, List.of(email)));
                        worker.deliverDue();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();

        start.countDown();
        for (var program : programs) {
            program.join();
        }
        worker.deliverDue();

        assertThat(mails()).hasSize(1);
        assertThat(jdbc.sql(
                                "select count(*) from delivery where account in (:accounts) and state = 'PENDING' and next_attempt_at = :tomorrow")
                        .param("accounts", accounts)
                        .param("tomorrow", Sql.utc(NOW.plus(DAY)))
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void confirmAnewAfterTheyWereTakenOff() throws Exception {
        put(email);
        worker.deliverDue();
        var token = token(mails().getFirst());
        put();
        assertThat(confirmations.follow(token).state()).isEqualTo(State.REMOVED);
        put(email);
        assertThat(confirmations.follow(token).state()).isEqualTo(State.CONFIRMED);

        put();
        put(email);

        assertThat(unconfirmed()).containsExactly(email);
        assertThat(confirmations.follow(token).state()).isEqualTo(State.USED);
        raise(threshold());
        worker.deliverDue();
        assertThat(mails()).hasSize(1);
        clock.set(NOW.plus(DAY));
        worker.deliverDue();
        assertThat(confirmations.follow(token(mails().getLast())).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void haveSevenDaysToFollowTheLink() throws Exception {
        put(email);
        worker.deliverDue();
        var token = token(mails().getFirst());

        clock.set(NOW.plus(Duration.ofDays(7)));
        assertThat(confirmations.follow(token).state()).isEqualTo(State.EXPIRED);
        clock.set(NOW.plus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(confirmations.follow(token).state()).isEqualTo(State.CONFIRMED);

        assertThat(confirmations.follow("x").state()).isEqualTo(State.UNKNOWN);
        assertThat(confirmations.follow("x".repeat(5000)).state()).isEqualTo(State.UNKNOWN);
        assertThat(jdbc.sql("select token_hash from recipient_confirmation where account = :account")
                        .param("account", account)
                        .query(String.class)
                        .list())
                .hasSize(1)
                .doesNotContain(token);
    }

    @Test
    void canBeAskedAgainAfterADay() throws Exception {
        put(email);
        worker.deliverDue();
        clock.advance(Duration.ofHours(20));

        var refused = catchThrowableOfType(TooManyRequests.class, () -> askAgain(email));
        assertThat(refused.seconds()).isEqualTo(Duration.ofHours(4).toSeconds());
        assertThat(refused.detail()).contains("once a day", "Try again in 4 hours.");
        assertThat(all())
                .singleElement()
                .satisfies(one -> assertThat(one.askedAt()).isEqualTo(NOW));

        clock.advance(Duration.ofHours(4));
        assertThat(askAgain(email.toUpperCase()))
                .singleElement()
                .satisfies(one -> assertThat(one.askedNextAt()).isEqualTo(NOW.plus(DAY)));
        askAgain(email);
        worker.deliverDue();
        assertThat(mails()).as("asked twice while one waits").hasSize(2);

        assertThat(confirmations.follow(token(mails().getFirst())).state())
                .as("the first link is good, too")
                .isEqualTo(State.CONFIRMED);
        assertThatThrownBy(() -> askAgain(email))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("confirmed already");
        assertThatThrownBy(() -> askAgain(email()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not on the account's list");
    }

    @Test
    void areFewADayForAnAccount() {
        for (var round = 0; round < 2; round++) {
            put(IntStream.range(0, 20).mapToObj(number -> email()).toArray(String[]::new));
            clock.advance(Duration.ofHours(1));
        }
        var before = all();

        var refused = catchThrowableOfType(
                TooManyRequests.class,
                () -> put(IntStream.range(0, 11).mapToObj(number -> email()).toArray(String[]::new)));

        assertThat(refused.detail()).contains("50 addresses a day", "nothing was changed", "Try again in 22 hours.");
        assertThat(all()).isEqualTo(before);
        put(IntStream.range(0, 10).mapToObj(number -> email()).toArray(String[]::new));
        assertThat(deliveries()).hasSize(50);
    }

    @Test
    void waitForAnswersOfOneMailWhoeverTakesThemOffAndOnAgain() {
        for (var round = 0; round < 30; round++) {
            put(email);
            put();
        }

        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void areNotAskedWithoutAMailServer() {
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class);
        var mail = new MailCourier(none, composer, budget, links, "Drawdown <drawdown@localhost>", clock);
        var requests = new ConfirmationRequests(
                table, budget, mail, new NotificationLimits(4, 60, 30, 200, 50), jdbc, events, clock);

        requests.ask(account, List.of(email));

        assertThat(deliveries()).isEmpty();
        assertThatThrownBy(requests::requireMailServer)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no mail server");
    }

    private List<Recipient> put(String... emails) {
        return asCustomer(() -> recipients.put(account, List.of(emails)));
    }

    private List<Recipient> askAgain(String address) {
        return asCustomer(() -> recipients.askAgain(account, address));
    }

    private <T> T asCustomer(Supplier<T> action) {
        return fixture.as(new Caller("li", Role.CUSTOMER, account), action);
    }

    private List<Recipient> all() {
        return fixture.asSystem(() -> recipients.get(account));
    }

    private List<String> unconfirmed() {
        return all().stream()
                .filter(one -> !one.confirmed())
                .map(Recipient::email)
                .toList();
    }

    private List<MimeMessage> mails() {
        return TestMail.to(email);
    }

    private static String token(MimeMessage mail) throws MessagingException, IOException {
        var link = LINK.matcher(text(mail));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }
}
