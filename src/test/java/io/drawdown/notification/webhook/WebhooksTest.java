package io.drawdown.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.UndeliverableException;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.webhook.Webhooks.NewWebhook;
import io.drawdown.notification.webhook.Webhooks.TestResult;
import io.drawdown.notification.webhook.Webhooks.Webhook;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

@DrawdownTest
class WebhooksTest {

    private static final Instant HAPPENED = Instant.parse("2026-11-22T09:59:30Z");
    private static final Duration A_DAY = Duration.ofDays(1);

    @Autowired
    World world;

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookCourier courier;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private String account;
    private Caller customer;

    @BeforeEach
    void openAccount() {
        clock.set(TestClock.START);
        account = world.account();
        customer = new Caller("li", Role.CUSTOMER, account);
    }

    @AfterEach
    void resetClock() {
        clock.set(TestClock.START);
    }

    @Test
    void showsTheSecretOnce() {
        var made = create("https://hooks.example.com/a", Set.of(AlertKind.USED_UP, AlertKind.THRESHOLD));

        assertThat(made.secret()).matches("whsec_[A-Za-z0-9+/]{32}");
        assertThat(made.webhook().kinds()).containsExactlyInAnyOrder(AlertKind.THRESHOLD, AlertKind.USED_UP);
        assertThat(made.webhook().createdAt()).isEqualTo(clock.instant());
        assertThat(made.webhook().previousSecretUntil()).isNull();
        assertThat(get(made)).isEqualTo(made.webhook());
        assertThat(List.of(made.toString(), get(made).toString(), list().toString()))
                .noneMatch(text -> text.contains(made.secret()) || text.contains("whsec_A"));
    }

    @Test
    void subscribesToAllKindsByDefault() {
        assertThat(create("https://hooks.example.com/a", null).webhook().kinds())
                .isEqualTo(EnumSet.allOf(AlertKind.class));
        assertThat(create("https://hooks.example.com/b", Set.of()).webhook().kinds())
                .isEqualTo(EnumSet.allOf(AlertKind.class));
        assertThat(list())
                .extracting(Webhook::url)
                .containsExactly("https://hooks.example.com/a", "https://hooks.example.com/b");
    }

    @Test
    void refusesInvalidUrls() {
        for (var url : new String[] {
            null, "", "hooks.example.com", "ftp://hooks.example.com/", "https://li:li@hooks.example.com/"
        }) {
            assertThatThrownBy(() -> create(url, null)).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
                assertThat(problem.errors()).extracting("field").containsExactly("url");
            });
        }
    }

    @Test
    void allowsAtMostTenWebhooksUnderConcurrency() throws Exception {
        var refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var making = new ArrayList<Callable<NewWebhook>>();
            for (var i = 0; i < 16; i++) {
                var url = "https://hooks.example.com/" + i;
                making.add(() -> create(url, null));
            }
            for (var made : threads.invokeAll(making)) {
                try {
                    made.get();
                } catch (ExecutionException failure) {
                    assertThat(failure.getCause())
                            .isInstanceOf(ProblemException.class)
                            .hasMessageContaining("has 10 webhooks already");
                    refused++;
                }
            }
        }

        assertThat(refused).isEqualTo(6);
        assertThat(list()).hasSize(10);
    }

    @Test
    void hidesWebhooksOfOtherAccounts() {
        var made = create("https://hooks.example.com/", null);
        var id = made.webhook().id();
        var other = new Caller("eve", Role.CUSTOMER, world.account());
        var elsewhere = world.account();

        for (var look : List.<ThrowingCallable>of(
                () -> world.as(other, () -> webhooks.list(account)),
                () -> world.as(other, () -> webhooks.get(account, id)),
                () -> world.as(other, () -> webhooks.rotateSecret(account, id)),
                () -> world.as(other, () -> webhooks.test(account, id)),
                () -> world.as(other, () -> webhooks.create(account, "https://hooks.example.com/", null)),
                () -> world.as(other, () -> {
                    webhooks.delete(account, id);
                    return null;
                }),
                () -> world.asSystem(() -> webhooks.get(elsewhere, id)),
                () -> world.asSystem(() -> webhooks.rotateSecret(elsewhere, id)),
                () -> world.asSystem(() -> webhooks.test(elsewhere, id)),
                () -> world.asSystem(() -> webhooks.get(account, "none")))) {
            assertThatThrownBy(look)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
        }
        assertThat(get(made)).isEqualTo(made.webhook());
    }

    @Test
    void letsSupportReadButNotChange() {
        var made = create("https://hooks.example.com/", null);
        var id = made.webhook().id();
        var support = new Caller("sam", Role.SUPPORT, null);

        assertThat(world.as(support, () -> webhooks.get(account, id))).isEqualTo(made.webhook());
        for (var change : List.<ThrowingCallable>of(
                () -> world.as(support, () -> webhooks.rotateSecret(account, id)),
                () -> world.as(support, () -> webhooks.test(account, id)),
                () -> world.as(support, () -> webhooks.create(account, "https://hooks.example.com/", null)))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN));
        }
    }

    @Test
    void deletesAWebhookWithItsPendingDeliveries() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var made = create(recordingWebhookServer.url(), null);
            var id = Long.parseLong(made.webhook().id());
            jdbc.sql("""
                            insert into delivery (account, channel, recipient, webhook_id, message_id, state, attempts, next_attempt_at, created_at)
                            values (:account, 'WEBHOOK', 'x', :id, 'msg_1', 'PENDING', 3, :later, :now)""")
                    .param("account", account)
                    .param("id", id)
                    .param("later", Sql.utc(clock.instant().plus(Duration.ofDays(3650))))
                    .param("now", Sql.utc(clock.instant()))
                    .update();

            world.as(customer, () -> {
                webhooks.delete(account, made.webhook().id());
                return null;
            });

            assertThat(list()).isEmpty();
            assertThatThrownBy(() -> get(made)).isInstanceOf(ProblemException.class);
            assertThat(jdbc.sql("select state, last_error from delivery where account = :account")
                            .param("account", account)
                            .query()
                            .singleRow())
                    .containsEntry("state", "PARKED")
                    .containsEntry("last_error", Webhooks.WEBHOOK_DELETED_REASON);
            assertThatThrownBy(() -> courier.deliver(outgoing(id, "msg_1")))
                    .isInstanceOf(UndeliverableException.class)
                    .hasMessage(Webhooks.WEBHOOK_DELETED_REASON);
            assertThatThrownBy(() -> courier.deliver(outgoing(null, "msg_1")))
                    .isInstanceOf(UndeliverableException.class);
        }
    }

    @Test
    void sendsNotificationsAsTheApiShowsThem() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var made = create(recordingWebhookServer.url(), null);
            clock.advance(Duration.ofMinutes(7));

            courier.deliver(outgoing(Long.valueOf(made.webhook().id()), "msg_17"));

            var call = recordingWebhookServer.awaitCall();
            assertThat(call.header("webhook-id")).isEqualTo("msg_17");
            assertThat(call.header("webhook-timestamp"))
                    .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
            assertThat(call.header("content-type")).isEqualTo("application/json");
            assertThat(call.header("user-agent")).isEqualTo("Drawdown");
            assertThat(call.isSignedWith(made.secret())).isTrue();
            JSONAssert.assertEquals("""
                    {"type": "drawdown.notification.v1", "timestamp": "2026-11-22T09:59:30Z",
                     "data": {"id": "17", "account": "%s", "kind": "THRESHOLD", "package": "4", "region": "cn-north-4",
                       "specification": "modelarts.vm.gpu.v100", "activities": ["TRAINING"],
                       "threshold": {"type": "PERCENTAGE", "value": 20}, "remainingNodeSeconds": 129600,
                       "totalNodeSeconds": 648000, "nextHourCost": {"amount": "12.50", "currency": "CNY"},
                       "runsOutAt": "2026-12-03T14:20:00Z", "expiresAt": null, "jobs": null, "run": null, "runs": null, "happenedAt": "2026-11-22T09:59:30Z",
                       "readAt": null}}""".formatted(account), call.text(), true);
        }
    }

    @Test
    void sendsTheSameIdAndBodyAtEachAttempt() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var id = Long.valueOf(
                    create(recordingWebhookServer.url(), null).webhook().id());
            recordingWebhookServer.answerWith(503);
            assertThatThrownBy(() -> courier.deliver(outgoing(id, "msg_17")))
                    .isInstanceOf(UndeliverableException.class)
                    .hasMessage("The server answered 503.");
            recordingWebhookServer.answerWith(200);
            clock.advance(Duration.ofSeconds(5));

            courier.deliver(outgoing(id, "msg_17"));

            var first = recordingWebhookServer.awaitCall();
            var second = recordingWebhookServer.awaitCall();
            assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
            assertThat(second.text()).isEqualTo(first.text());
            assertThat(Long.parseLong(second.header("webhook-timestamp")))
                    .isEqualTo(Long.parseLong(first.header("webhook-timestamp")) + 5);
        }
    }

    @Test
    void signsWithBothSecretsForADayAfterRotation() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var first = create(recordingWebhookServer.url(), null);
            var id = first.webhook().id();

            var second = world.as(customer, () -> webhooks.rotateSecret(account, id));

            assertThat(second.secret()).isNotEqualTo(first.secret());
            assertThat(second.webhook().previousSecretUntil()).isEqualTo(TestClock.START.plus(A_DAY));
            var call = awaitTestCall(recordingWebhookServer, id);
            assertThat(call.header("webhook-signature").split(" ")).hasSize(2);
            assertThat(call.isSignedWith(first.secret())).isTrue();
            assertThat(call.isSignedWith(second.secret())).isTrue();

            clock.set(TestClock.START.plus(A_DAY).minusSeconds(1));
            assertThat(awaitTestCall(recordingWebhookServer, id).isSignedWith(first.secret()))
                    .isTrue();

            clock.set(TestClock.START.plus(A_DAY));
            var later = awaitTestCall(recordingWebhookServer, id);
            assertThat(later.header("webhook-signature").split(" ")).hasSize(1);
            assertThat(later.isSignedWith(first.secret())).isFalse();
            assertThat(later.isSignedWith(second.secret())).isTrue();
            assertThat(get(first).previousSecretUntil()).isNull();
        }
    }

    @Test
    void signsWithTheLatestTwoSecretsAfterTwoRotations() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var first = create(recordingWebhookServer.url(), null);
            var id = first.webhook().id();
            var second = world.as(customer, () -> webhooks.rotateSecret(account, id));
            clock.advance(Duration.ofHours(1));

            var third = world.as(customer, () -> webhooks.rotateSecret(account, id));

            assertThat(third.webhook().previousSecretUntil())
                    .isEqualTo(clock.instant().plus(A_DAY));
            var call = awaitTestCall(recordingWebhookServer, id);
            assertThat(call.isSignedWith(first.secret())).isFalse();
            assertThat(call.isSignedWith(second.secret())).isTrue();
            assertThat(call.isSignedWith(third.secret())).isTrue();
        }
    }

    @Test
    void sendsAMarkedTestMessageAtOnce() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var made = create(recordingWebhookServer.url(), null);

            assertThat(test(made.webhook().id())).isEqualTo(new TestResult(true, 204, null));

            var call = recordingWebhookServer.awaitCall();
            assertThat(call.isSignedWith(made.secret())).isTrue();
            assertThat(call.header("webhook-id")).startsWith("test_").doesNotContain(".");
            JSONAssert.assertEquals("""
                    {"type": "drawdown.test.v1", "timestamp": "2026-11-22T10:00:00Z",
                     "data": {"id": "test", "account": "%s", "package": "test", "region": "test-region",
                       "specification": "test-specification", "nextHourCost": {"amount": "12.50", "currency": "CNY"}}}""".formatted(account), call.text(), false);
            recordingWebhookServer.answerWith(404);
            assertThat(test(made.webhook().id())).isEqualTo(new TestResult(false, 404, "The server answered 404."));
        }
    }

    @Test
    void reportsATestThatReachesNobody() throws Exception {
        var recordingWebhookServer = new RecordingWebhookServer();
        recordingWebhookServer.close();
        var made = create(recordingWebhookServer.url(), null);

        assertThat(test(made.webhook().id()))
                .isEqualTo(new TestResult(false, null, "localhost did not accept the connection."));
    }

    /** At the finest level, except for PostgreSQL's driver, which would write all that it sends to the database. */
    @Test
    void keepsSecretsOutOfTheLog() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        var driver = (Logger) LoggerFactory.getLogger("org.postgresql");
        driver.setLevel(Level.DEBUG);
        var secrets = new ArrayList<String>();
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var made = create(recordingWebhookServer.url(), null);
            secrets.add(made.secret());
            secrets.add(world.as(
                            customer,
                            () -> webhooks.rotateSecret(account, made.webhook().id()))
                    .secret());
            awaitTestCall(recordingWebhookServer, made.webhook().id());
            courier.deliver(outgoing(Long.valueOf(made.webhook().id()), "msg_17"));
            recordingWebhookServer.answerWith(500);
            test(made.webhook().id());
        } finally {
            driver.setLevel(null);
            root.setLevel(level);
            root.detachAppender(log);
        }

        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getLoggerName)
                .anyMatch(name -> name.startsWith("org.apache.hc"));
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }

    private NewWebhook create(String url, Set<AlertKind> kinds) {
        return world.as(customer, () -> webhooks.create(account, url, kinds));
    }

    private Webhook get(NewWebhook made) {
        return world.as(customer, () -> webhooks.get(account, made.webhook().id()));
    }

    private List<Webhook> list() {
        return world.as(customer, () -> webhooks.list(account))
                .page(Pageable.unpaged())
                .getContent();
    }

    private TestResult test(String id) {
        return world.as(customer, () -> webhooks.test(account, id));
    }

    private RecordingWebhookServer.Call awaitTestCall(RecordingWebhookServer recordingWebhookServer, String id)
            throws InterruptedException {
        assertThat(test(id).delivered()).isTrue();
        return recordingWebhookServer.awaitCall();
    }

    private OutgoingMessage outgoing(Long webhook, String messageId) {
        var notification = new Notification(
                "17",
                account,
                AlertKind.THRESHOLD,
                "4",
                new PackageKind("cn-north-4", "modelarts.vm.gpu.v100", Set.of(Activity.TRAINING)),
                Threshold.percent(20),
                129_600,
                648_000,
                Money.of("12.50", "CNY"),
                Instant.parse("2026-12-03T14:20:00Z"),
                null,
                HAPPENED,
                null,
                "V100 60 h × 3",
                null);
        return new OutgoingMessage(
                1, account, DeliveryPurpose.ALERT, "http://localhost", webhook, messageId, List.of(notification), 0);
    }
}
