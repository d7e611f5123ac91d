package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.TestMail;
import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.Threshold;
import io.drawdown.base.Money;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.NodeKind;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.quota.Kind;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailCourierTest extends NotificationTest {

    private static final String GREETING = "220 ready";
    private static final String OK = "250 ok";

    @Autowired
    DeliveryWorker worker;

    @Autowired
    MailComposer composer;

    @Autowired
    MailBudget budget;

    @Autowired
    ConfirmationLinks links;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalog catalog;

    @Test
    void writesWhatAPersonNeedsInBothForms() throws Exception {
        var email = email();
        recipients(email);
        name("Acme <Vision> & Söhne", "Beijing <4>", "V100 & more");
        var alert = new Alert(
                account,
                AlertKind.THRESHOLD,
                bought.id(),
                kind(),
                Threshold.percent(20),
                66_240,
                360_000,
                Money.of("21.2", "CNY"),
                NOW.plus(Duration.ofDays(3)),
                bought.expiresAt(),
                NOW);

        raise(alert);
        worker.deliverDue();

        var mail = TestMail.await(email);
        assertThat(mail.getSubject())
                .isEqualTo("100 h × 1 in " + bought.region() + ": 18.40 of 100.00 h left (20 % reached)");
        assertThat(mail.getFrom()[0]).hasToString("Drawdown <drawdown@localhost>");
        assertThat(mail.getMessageID())
                .isEqualTo("<" + delivery().messageId() + ">")
                .endsWith("@localhost>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(text(mail))
                .contains(
                        "Account: Acme <Vision> & Söhne",
                        "Package: 100 h × 1",
                        "Region: Beijing <4> (" + bought.region() + ")",
                        "Specification: V100 & more (" + bought.specification() + ")",
                        "Activities: all activities",
                        "Remaining: 18.40 node-hours",
                        "Total: 100.00 node-hours",
                        "Threshold: 20 % of the total, 20.00 node-hours",
                        "Happened: 22 Nov 2026, 18:00 (Asia/Shanghai)",
                        "Runs out: 25 Nov 2026, 18:00 (Asia/Shanghai) at the current rate",
                        "Next hour: 21.20 CNY pay-per-use for the jobs running now",
                        "Valid until: 22 Nov 2027, 23:59 (UTC)",
                        "A usage alert doesn't stop jobs.",
                        "/packages/" + bought.id() + "?account=" + account,
                        "/notifications?account=" + account,
                        "/notifications/settings?account=" + account);
        assertThat(html(mail))
                .contains(
                        "Acme &lt;Vision&gt; &amp; Söhne",
                        "Beijing &lt;4&gt;",
                        "V100 &amp; more",
                        "18.40 of 100.00 h left",
                        "22 Nov 2026, 18:00 (Asia/Shanghai)",
                        "doesn&#39;t stop jobs",
                        "href=\"http://localhost:")
                .doesNotContain("<Vision>", "{subject}", "{facts}", "<img", "null");
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void tellsSeveralCrossingsOfOneChangeInOneMail() throws Exception {
        var email = email();
        recipients(email);
        name("Acme Vision", "Beijing", "V100");
        var few = new Kind(
                bought.region(), bought.specification(), EnumSet.of(Activity.TRAINING, Activity.DATA_PROCESSING));

        raise(
                threshold(),
                usedUp(),
                alert(bought, account, AlertKind.EXPIRING, 3600),
                alert(bought, account, AlertKind.EXPIRED, 3600),
                new Alert(
                        account,
                        AlertKind.THRESHOLD,
                        null,
                        few,
                        new Threshold(Threshold.Type.REMAINING, 36_000),
                        36_000,
                        3_600_000,
                        null,
                        null,
                        null,
                        NOW));
        worker.deliverDue();

        var mail = TestMail.await(email);
        assertThat(mail.getSubject()).isEqualTo("5 usage alerts for Acme Vision");
        assertThat(text(mail))
                .contains(
                        "100 h × 1 in " + bought.region() + ": 18.00 of 100.00 h left (20 % reached)",
                        "100 h × 1 in " + bought.region() + " is used up",
                        "100 h × 1 in " + bought.region() + " expires on 22 Nov 2027: 1.00 of 100.00 h left",
                        "100 h × 1 in " + bought.region() + " has expired with 1.00 of 100.00 h left",
                        "The total of V100 packages for data processing, training in " + bought.region()
                                + ": 10.00 of 1,000.00 h left (10.00 h reached)",
                        "Threshold: 10.00 node-hours");
        assertThat(html(mail)).contains("is used up").doesNotContain("null");
    }

    @Test
    void sendsAgainUnderTheSameMessageId() throws Exception {
        var email = email();
        recipients(email);
        raise(threshold());
        worker.deliverDue();

        fixture.asSystem(() -> deliveries.retry(delivery().id()));
        worker.deliverDue();

        assertThat(TestMail.to(email)).hasSize(2);
        assertThat(TestMail.to(email).getFirst().getMessageID())
                .isEqualTo(TestMail.to(email).getLast().getMessageID());
    }

    @Test
    void sendsAsSoonAsTheChangeIsCommitted() {
        var email = email();
        recipients(email);
        worker.start();
        try {
            raise(threshold());
            assertThat(TestMail.await(email)).isNotNull();
        } finally {
            worker.stop();
        }
    }

    @Test
    void saysWhatIsWrongWithAMailServer() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> send(free)).hasMessageStartingWith("The mail server can't be reached: ");
        fails("The mail server didn't answer in time.");
        fails("The mail server didn't answer in time.", GREETING, OK, OK);
        fails("The mail server didn't answer in time.", GREETING, OK, OK, OK, "354 go on");
        fails("The mail server broke the connection off.", MailServer.HANG_UP);
        fails("The mail server broke the connection off.", GREETING, OK, OK, MailServer.HANG_UP);
        fails("The mail server broke the connection off.", GREETING, OK, OK, OK, "354 go on", MailServer.HANG_UP);
        fails(
                "The mail server didn't accept the message: 550 5.1.1 no such user",
                GREETING,
                OK,
                OK,
                "550 5.1.1 no such user",
                OK);
        fails(
                "The mail server didn't accept the message: 451 later",
                GREETING,
                OK,
                OK,
                OK,
                "354 go on",
                "451 later",
                OK);
        fails("The mail server didn't accept the message: ", "HTTP/1.1 400 Bad Request", "\u0007\u0000rubbish");
    }

    @Test
    void doesNotSendAgainWhatAServerHasAcceptedThatHangsAfterwards() throws Exception {
        try (var server = new MailServer(GREETING, OK, OK, OK, "354 go on", OK)) {
            assertThatCode(() -> send(server.port())).doesNotThrowAnyException();
        }
    }

    @Test
    void asksAnAddressAgainOnlyIfItCertainlyWasNotAsked() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(countsAsAsked(free)).as("no server").isFalse();
        assertThat(countsAsAsked()).as("no greeting").isFalse();
        assertThat(countsAsAsked(MailServer.HANG_UP)).as("no session").isFalse();
        assertThat(countsAsAsked(GREETING, OK, "550 not you", OK)).as("sender").isFalse();
        assertThat(countsAsAsked(GREETING, OK, OK, "550 5.1.1 no such user", OK))
                .as("recipient")
                .isFalse();
        assertThat(countsAsAsked(GREETING, OK, OK, "450 busy", OK)).as("later").isFalse();
        assertThat(countsAsAsked(GREETING, OK, OK, OK, "354 go on", "554 spam", OK))
                .as("content")
                .isFalse();

        assertThat(countsAsAsked(GREETING, OK, OK, OK, "354 go on"))
                .as("no answer after the content")
                .isTrue();
        assertThat(countsAsAsked(GREETING, OK, OK, OK, "354 go on", MailServer.HANG_UP))
                .as("broken off after the content")
                .isTrue();
    }

    private boolean countsAsAsked(String... script) throws IOException {
        try (var server = new MailServer(script)) {
            return countsAsAsked(server.port());
        }
    }

    private boolean countsAsAsked(int port) {
        var asked = email();
        assertThatThrownBy(() -> send(port, DeliveryPurpose.CONFIRMATION, asked))
                .isInstanceOf(UndeliverableException.class);
        return budget.mayBeAskedFrom(List.of(asked)).containsKey(asked);
    }

    private void fails(String reason, String... script) throws IOException {
        try (var server = new MailServer(script)) {
            assertThatThrownBy(() -> send(server.port()))
                    .isInstanceOf(UndeliverableException.class)
                    .hasMessageStartingWith(reason);
        }
    }

    private void send(int port) throws UndeliverableException, HeldBackException {
        send(port, DeliveryPurpose.ALERT, email());
    }

    private void send(int port, DeliveryPurpose purpose, String to) throws UndeliverableException, HeldBackException {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties()
                .putAll(Map.of(
                        "mail.smtp.connectiontimeout",
                        "1000",
                        "mail.smtp.timeout",
                        "1000",
                        "mail.smtp.writetimeout",
                        "1000",
                        "mail.smtp.quitwait",
                        "false"));
        var beans = new StaticListableBeanFactory(Map.of("sender", sender));
        var notification = new Notification(
                "1",
                account,
                AlertKind.USED_UP,
                bought.id(),
                kind(),
                null,
                0,
                360_000,
                null,
                null,
                bought.expiresAt(),
                NOW,
                null,
                bought.title());
        new MailCourier(
                        beans.getBeanProvider(JavaMailSender.class),
                        composer,
                        budget,
                        links,
                        "Drawdown <drawdown@localhost>",
                        clock)
                .deliver(new Outgoing(1, account, purpose, to, null, "1@localhost", List.of(notification), 0));
    }

    private Kind kind() {
        return new Kind(bought.region(), bought.specification(), bought.activities());
    }

    private void name(String accountName, String regionName, String specificationName) {
        fixture.asSystem(() -> {
            accounts.put(
                    new Account(account, accountName, Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"), null));
            catalog.putRegion(new Region(bought.region(), regionName, ZoneId.of("UTC"), true));
            return catalog.putSpecification(
                    new Specification(bought.specification(), specificationName, NodeKind.GPU, 8, 64, 1, "V100"));
        });
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 0, "text/plain");
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 1, "text/html");
    }

    private static String part(MimeMessage mail, int index, String type) throws MessagingException, IOException {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        assertThat(part.getContentType()).isEqualToIgnoringCase(type + "; charset=UTF-8");
        return ((String) part.getContent()).replace("\r\n", "\n");
    }
}
