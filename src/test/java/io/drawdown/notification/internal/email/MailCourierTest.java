package io.drawdown.notification.internal.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.SilentRuns;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.notification.DeliveryWorker;
import io.drawdown.notification.NotificationTestCase;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.internal.HeldBackException;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.UndeliverableException;
import io.drawdown.notification.message.Notification;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.testing.TestMail;
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

class MailCourierTest extends NotificationTestCase {

    private static final String GREETING = "220 ready";
    private static final String OK = "250 ok";

    @Autowired
    DeliveryWorker worker;

    @Autowired
    MailComposer composer;

    @Autowired
    MailBudget budget;

    @Autowired
    ConfirmationLinkRepository links;

    @Autowired
    Accounts accounts;

    @Autowired
    Regions regions;

    @Autowired
    Specifications specifications;

    @Test
    void writesAllFactsAsTextAndHtml() throws Exception {
        var email = newEmail();
        setRecipients(email);
        nameCatalogEntries("Acme <Vision> & Söhne", "Beijing <4>", "V100 & more");
        var alert = new Alert(
                account,
                AlertKind.THRESHOLD,
                boughtPackage.id(),
                kind(),
                Threshold.percent(20),
                66_240,
                360_000,
                Money.of("21.2", "CNY"),
                NOW.plus(Duration.ofDays(3)),
                boughtPackage.expiresAt(),
                NOW);

        publishAlerts(alert);
        worker.deliverDue();

        var mail = TestMail.awaitMessage(email);
        assertThat(mail.getSubject())
                .isEqualTo("100 h × 1 in " + boughtPackage.region() + ": 18.40 of 100.00 h left (20 % reached)");
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
                        "Region: Beijing <4> (" + boughtPackage.region() + ")",
                        "Specification: V100 & more (" + boughtPackage.specification() + ")",
                        "Activities: all activities",
                        "Remaining: 18.40 node-hours",
                        "Total: 100.00 node-hours",
                        "Threshold: 20 % of the total, 20.00 node-hours",
                        "Happened: 22 Nov 2026, 18:00 (Asia/Shanghai)",
                        "Runs out: 25 Nov 2026, 18:00 (Asia/Shanghai) at the current rate",
                        "Next hour: 21.20 CNY pay-per-use for the jobs running now",
                        "Valid until: 22 Nov 2027, 23:59 (UTC)",
                        "A usage alert doesn't stop jobs.",
                        "/packages/" + boughtPackage.id() + "?account=" + account,
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
    void tellsOfSilentRuns() throws Exception {
        var email = newEmail();
        setRecipients(email);
        nameCatalogEntries("Acme Vision", "Beijing", "V100");

        publishAlerts(
                Alert.ofSilentRuns(account, kind(), new SilentRuns("17", List.of("night\ntrain"), 1), NOW),
                Alert.ofSilentRuns(account, kind(), new SilentRuns("18", List.of("a", "b", "c"), 1_200), NOW));
        worker.deliverDue();

        assertThat(text(TestMail.awaitMessage(email)))
                .contains(
                        "No report of job night train for too long",
                        "No report of 1,200 running jobs for too long",
                        "Job: night train",
                        "Jobs: a, b, c and 1,197 more",
                        "Silent since: 22 Nov 2026, 18:00 (Asia/Shanghai)",
                        "/usage?account=" + account)
                .doesNotContain("Remaining:", "Total:", "null");
    }

    @Test
    void putsAllAlertsOfOneChangeIntoOneMail() throws Exception {
        var email = newEmail();
        setRecipients(email);
        nameCatalogEntries("Acme Vision", "Beijing", "V100");
        var few = new PackageKind(
                boughtPackage.region(),
                boughtPackage.specification(),
                EnumSet.of(Activity.TRAINING, Activity.DATA_PROCESSING));

        publishAlerts(
                thresholdAlert(),
                usedUpAlert(),
                alert(boughtPackage, account, AlertKind.EXPIRING, 3600),
                alert(boughtPackage, account, AlertKind.EXPIRED, 3600),
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

        var mail = TestMail.awaitMessage(email);
        assertThat(mail.getSubject()).isEqualTo("5 usage alerts for Acme Vision");
        assertThat(text(mail))
                .contains(
                        "100 h × 1 in " + boughtPackage.region() + ": 18.00 of 100.00 h left (20 % reached)",
                        "100 h × 1 in " + boughtPackage.region() + " is used up",
                        "100 h × 1 in " + boughtPackage.region() + " expires on 22 Nov 2027: 1.00 of 100.00 h left",
                        "100 h × 1 in " + boughtPackage.region() + " has expired with 1.00 of 100.00 h left",
                        "The total of V100 packages for data processing, training in " + boughtPackage.region()
                                + ": 10.00 of 1,000.00 h left (10.00 h reached)",
                        "Threshold: 10.00 node-hours");
        assertThat(html(mail)).contains("is used up").doesNotContain("null");
    }

    @Test
    void retriesUnderTheSameMessageId() throws Exception {
        var email = newEmail();
        setRecipients(email);
        publishAlerts(thresholdAlert());
        worker.deliverDue();

        world.asSystem(() -> deliveries.retry(delivery().id()));
        worker.deliverDue();

        assertThat(TestMail.findMessages(email)).hasSize(2);
        assertThat(TestMail.findMessages(email).getFirst().getMessageID())
                .isEqualTo(TestMail.findMessages(email).getLast().getMessageID());
    }

    @Test
    void sendsAsSoonAsTheChangeCommits() {
        var email = newEmail();
        setRecipients(email);
        worker.start();
        try {
            publishAlerts(thresholdAlert());
            assertThat(TestMail.awaitMessage(email)).isNotNull();
        } finally {
            worker.stop();
        }
    }

    @Test
    void explainsFailuresOfTheMailServer() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> send(free)).hasMessageStartingWith("The mail server can't be reached: ");
        assertFails("The mail server didn't answer in time.");
        assertFails("The mail server didn't answer in time.", GREETING, OK, OK);
        assertFails("The mail server didn't answer in time.", GREETING, OK, OK, OK, "354 go on");
        assertFails("The mail server broke the connection off.", ScriptedMailServer.HANG_UP);
        assertFails("The mail server broke the connection off.", GREETING, OK, OK, ScriptedMailServer.HANG_UP);
        assertFails(
                "The mail server broke the connection off.",
                GREETING,
                OK,
                OK,
                OK,
                "354 go on",
                ScriptedMailServer.HANG_UP);
        assertFails(
                "The mail server didn't accept the message: 550 5.1.1 no such user",
                GREETING,
                OK,
                OK,
                "550 5.1.1 no such user",
                OK);
        assertFails(
                "The mail server didn't accept the message: 451 later",
                GREETING,
                OK,
                OK,
                OK,
                "354 go on",
                "451 later",
                OK);
        assertFails("The mail server didn't accept the message: ", "HTTP/1.1 400 Bad Request", "\u0007\u0000rubbish");
    }

    @Test
    void doesNotResendAnAcceptedMailWhenTheServerHangs() throws Exception {
        try (var server = new ScriptedMailServer(GREETING, OK, OK, OK, "354 go on", OK)) {
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
        assertThat(countsAsAsked(ScriptedMailServer.HANG_UP)).as("no session").isFalse();
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
        assertThat(countsAsAsked(GREETING, OK, OK, OK, "354 go on", ScriptedMailServer.HANG_UP))
                .as("broken off after the content")
                .isTrue();
    }

    private boolean countsAsAsked(String... script) throws IOException {
        try (var server = new ScriptedMailServer(script)) {
            return countsAsAsked(server.port());
        }
    }

    private boolean countsAsAsked(int port) {
        var asked = newEmail();
        assertThatThrownBy(() -> send(port, DeliveryPurpose.CONFIRMATION, asked))
                .isInstanceOf(UndeliverableException.class);
        return budget.nextRequestAllowedAt(List.of(asked)).containsKey(asked);
    }

    private void assertFails(String reason, String... script) throws IOException {
        try (var server = new ScriptedMailServer(script)) {
            assertThatThrownBy(() -> send(server.port()))
                    .isInstanceOf(UndeliverableException.class)
                    .hasMessageStartingWith(reason);
        }
    }

    private void send(int port) throws UndeliverableException, HeldBackException {
        send(port, DeliveryPurpose.ALERT, newEmail());
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
                boughtPackage.id(),
                kind(),
                null,
                0,
                360_000,
                null,
                null,
                boughtPackage.expiresAt(),
                NOW,
                null,
                boughtPackage.title(),
                null);
        new MailCourier(
                        beans.getBeanProvider(JavaMailSender.class),
                        composer,
                        budget,
                        links,
                        "Drawdown <drawdown@localhost>",
                        clock)
                .deliver(new OutgoingMessage(1, account, purpose, to, null, "1@localhost", List.of(notification), 0));
    }

    private PackageKind kind() {
        return new PackageKind(boughtPackage.region(), boughtPackage.specification(), boughtPackage.activities());
    }

    private void nameCatalogEntries(String accountName, String regionName, String specificationName) {
        world.asSystem(() -> {
            accounts.put(
                    new Account(account, accountName, Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"), null));
            regions.put(new Region(boughtPackage.region(), regionName, ZoneId.of("UTC"), true));
            return specifications.put(new Specification(
                    boughtPackage.specification(), specificationName, NodeKind.GPU, 8, 64, 1, "V100"));
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
