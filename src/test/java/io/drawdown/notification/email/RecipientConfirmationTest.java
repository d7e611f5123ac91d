package io.drawdown.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.base.sql.Sql;
import io.drawdown.notification.DeliveryWorker;
import io.drawdown.notification.NotificationChannels;
import io.drawdown.notification.NotificationTestCase;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.email.Confirmations.State;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.NotificationLimits;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository;
import io.drawdown.notification.internal.email.ConfirmationRequestRepository;
import io.drawdown.notification.internal.email.MailBudget;
import io.drawdown.notification.internal.email.MailComposer;
import io.drawdown.notification.internal.email.MailCourier;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.TestMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;

/** Addresses that customers add get no alerts before they have confirmed that they want them. */
@Tag("dialect")
class RecipientConfirmationTest extends NotificationTestCase {

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/confirm/([A-Za-z0-9_-]{43})");
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    DeliveryWorker worker;

    @Autowired
    Confirmations confirmations;

    @Autowired
    NotificationChannels channels;

    @Autowired
    MailComposer composer;

    @Autowired
    MailBudget budget;

    @Autowired
    ConfirmationLinkRepository links;

    @Autowired
    ConfirmationRequestRepository requestTable;

    @Autowired
    DeliveryRepository table;

    private final String email = newEmail();

    @AfterEach
    void resetClock() {
        clock.set(TestClock.START);
    }

    @Test
    void sendsOnlyTheRequestUntilTheAddressConfirms() throws Exception {
        put(email);
        publishAlerts(thresholdAlert());
        put(email, newEmail());
        worker.deliverDue();
        worker.deliverDue();

        var asked = mails();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().getSubject()).isEqualTo("Confirm that you want usage alerts of Acme " + account);
        assertThat(TestMail.plainText(asked.getFirst()))
                .contains(
                        "Account: Acme " + account,
                        "Address: " + email,
                        "Link valid until: 29 Nov 2026, 18:00 (Asia/Shanghai)",
                        "If you didn't expect this, do nothing");
        assertThat(unconfirmedAddresses()).contains(email);
        assertThat(world.asSystem(() -> channels.summarize(account)))
                .isEqualTo(new NotificationChannels.ChannelSummary(true, List.of(), 2, 0));

        assertThat(confirmations.follow(token(asked.getFirst())))
                .isEqualTo(new Confirmations.ConfirmationResult(State.CONFIRMED, email, "Acme " + account));
        worker.deliverDue();
        assertThat(mails()).as("the past isn't sent").hasSize(1);

        publishAlerts(usedUpAlert());
        worker.deliverDue();
        assertThat(mails()).hasSize(2);
        assertThat(mails().getLast().getSubject()).contains("is used up");
        assertThat(confirmations.follow(token(asked.getFirst())).state()).isEqualTo(State.CONFIRMED_BEFORE);
    }

    @Test
    void confirmsAddressesThatAdminsAdd() {
        put(email);
        var added = newEmail();

        setRecipients(email, added);

        assertThat(listRecipients())
                .extracting(Recipient::email, Recipient::confirmed)
                .containsExactly(tuple(email, false), tuple(added, true));
        put(added.toUpperCase(Locale.ROOT), email);
        assertThat(unconfirmedAddresses()).containsExactly(email);
        assertThat(deliveries()).extracting(Delivery::recipient).containsExactly(email);
    }

    @Test
    void asksAnAddressOnceADayOverAllAccounts() throws Exception {
        put(email);
        worker.deliverDue();
        clock.advance(Duration.ofHours(1));
        var first = account;
        account = world.account();
        put(email);
        worker.deliverDue();

        assertThat(mails()).hasSize(1);
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery().attempts()).isZero();
        assertThat(delivery().nextAttemptAt()).isEqualTo(NOW.plus(DAY));
        assertThat(delivery().lastError()).contains("asked once a day");
        assertThat(listRecipients()).singleElement().satisfies(one -> {
            assertThat(one.askedAt()).isNull();
            assertThat(one.askedNextAt()).isEqualTo(NOW.plus(DAY));
            assertThat(one.mayBeAskedFrom()).isEqualTo(NOW.plus(DAY));
        });

        clock.set(NOW.plus(DAY));
        worker.deliverDue();
        assertThat(mails()).hasSize(2);
        assertThat(confirmations.follow(token(mails().getLast())).state()).isEqualTo(State.CONFIRMED);
        assertThat(unconfirmedAddresses()).isEmpty();
        account = first;
        assertThat(unconfirmedAddresses()).as("of another account").containsExactly(email);
    }

    @Test
    void asksOnceWhenTwoServersAskAtOnce() throws Exception {
        var accounts = IntStream.range(0, 6).mapToObj(number -> world.account()).toList();
        var start = new CountDownLatch(1);
        var programs = accounts.stream()
                .map(each -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        world.as(new Caller("li", Role.CUSTOMER, each), () -> recipients.put(each, List.of(email)));
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
        assertThat(jdbc.sql("select count(*) from delivery where account in (:accounts) and state = 'PENDING' and"
                                + " next_attempt_at = :tomorrow")
                        .param("accounts", accounts)
                        .param("tomorrow", Sql.utc(NOW.plus(DAY)))
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void requiresConfirmationAgainAfterRemoval() throws Exception {
        put(email);
        worker.deliverDue();
        var token = token(mails().getFirst());
        put();
        assertThat(confirmations.follow(token).state()).isEqualTo(State.REMOVED);
        put(email);
        assertThat(confirmations.follow(token).state()).isEqualTo(State.CONFIRMED);

        put();
        put(email);

        assertThat(unconfirmedAddresses()).containsExactly(email);
        assertThat(confirmations.follow(token).state()).isEqualTo(State.USED);
        publishAlerts(thresholdAlert());
        worker.deliverDue();
        assertThat(mails()).hasSize(1);
        clock.set(NOW.plus(DAY));
        worker.deliverDue();
        assertThat(confirmations.follow(token(mails().getLast())).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void refusesALinkAfterSevenDays() throws Exception {
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
    void asksAgainAfterADay() throws Exception {
        put(email);
        worker.deliverDue();
        clock.advance(Duration.ofHours(20));

        var refused = catchThrowableOfType(TooManyRequestsException.class, () -> askAgain(email));
        assertThat(refused.retryAfterSeconds()).isEqualTo(Duration.ofHours(4).toSeconds());
        assertThat(refused.detail()).contains("once a day", "Try again in 4 hours.");
        assertThat(listRecipients())
                .singleElement()
                .satisfies(one -> assertThat(one.askedAt()).isEqualTo(NOW));

        clock.advance(Duration.ofHours(4));
        assertThat(askAgain(email.toUpperCase(Locale.ROOT)))
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
        assertThatThrownBy(() -> askAgain(newEmail()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not on the account's list");
    }

    @Test
    void limitsRequestsPerAccountAndDay() {
        for (var round = 0; round < 2; round++) {
            put(IntStream.range(0, 20).mapToObj(number -> newEmail()).toArray(String[]::new));
            clock.advance(Duration.ofHours(1));
        }
        var before = listRecipients();

        var refused = catchThrowableOfType(
                TooManyRequestsException.class,
                () -> put(IntStream.range(0, 11).mapToObj(number -> newEmail()).toArray(String[]::new)));

        assertThat(refused.detail()).contains("50 addresses a day", "nothing was changed", "Try again in 22 hours.");
        assertThat(listRecipients()).isEqualTo(before);
        put(IntStream.range(0, 10).mapToObj(number -> newEmail()).toArray(String[]::new));
        assertThat(deliveries()).hasSize(50);
    }

    @Test
    void sendsOneRequestWhenAnAddressIsRemovedAndAddedAgain() {
        for (var round = 0; round < 30; round++) {
            put(email);
            put();
        }

        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void asksNobodyWithoutAMailServer() {
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class);
        var mail = new MailCourier(none, composer, budget, links, "Drawdown <drawdown@localhost>", clock);
        var requests = new ConfirmationRequests(
                requestTable, table, budget, mail, new NotificationLimits(4, 60, 30, 200, 50), events, clock);

        requests.requestConfirmation(account, List.of(email));

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
        return world.as(new Caller("li", Role.CUSTOMER, account), action);
    }

    private List<Recipient> listRecipients() {
        return world.asSystem(() -> recipients.get(account));
    }

    private List<String> unconfirmedAddresses() {
        return listRecipients().stream()
                .filter(one -> !one.confirmed())
                .map(Recipient::email)
                .toList();
    }

    private List<MimeMessage> mails() {
        return TestMail.findMessages(email);
    }

    private static String token(MimeMessage mail) throws MessagingException, IOException {
        var link = LINK.matcher(TestMail.plainText(mail));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
