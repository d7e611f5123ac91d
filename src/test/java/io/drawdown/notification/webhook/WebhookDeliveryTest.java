package io.drawdown.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.AlertKind;
import io.drawdown.notification.DeliverySchedule;
import io.drawdown.notification.DeliveryWorker;
import io.drawdown.notification.NotificationTestCase;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.internal.DueDeliveryRepository;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.webhook.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From an alert that is raised, by the outbox and the worker, to a server that verifies what it gets. */
class WebhookDeliveryTest extends NotificationTestCase {

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookCourier courier;

    @Autowired
    DueDeliveryRepository table;

    @Autowired
    RecipientRepository recipientTable;

    private DeliveryWorker worker;

    /** Other tests' deliveries are none of this one's business. */
    @BeforeEach
    public void createWorker() {
        jdbc.sql("update delivery set state = 'PARKED', next_attempt_at = null where state = 'PENDING'")
                .update();
        worker = new DeliveryWorker(
                table, recipientTable, List.of(courier), new DeliverySchedule(() -> Long.MIN_VALUE), clock, false);
    }

    @Test
    void retriesTheSameMessageUntilAccepted() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var made = world.asSystem(
                    () -> webhooks.create(account, recordingWebhookServer.url(), Set.of(AlertKind.THRESHOLD)));
            recordingWebhookServer.answerWith(500);

            publishAlerts(thresholdAlert(), usedUpAlert());
            worker.deliverDue();

            assertThat(deliveries()).singleElement().satisfies(delivery -> {
                assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
                assertThat(delivery.lastError()).isEqualTo("The server answered 500.");
            });
            world.asSystem(() -> webhooks.rotateSecret(account, made.webhook().id()));
            recordingWebhookServer.answerWith(204);
            clock.advance(Duration.ofSeconds(5));
            worker.deliverDue();

            assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery().attempts()).isEqualTo(2);
            var first = recordingWebhookServer.awaitCall();
            var second = recordingWebhookServer.awaitCall();
            assertThat(List.of(first, second)).allSatisfy(call -> {
                assertThat(call.isSignedWith(made.secret())).isTrue();
                assertThat(call.header("webhook-id"))
                        .isEqualTo(delivery().messageId())
                        .doesNotContain(".");
                assertThat(call.text()).isEqualTo(first.text());
            });
            assertThat(first.text())
                    .contains("\"package\":\"" + boughtPackage.id() + "\"", "\"remainingNodeSeconds\":64800");
        }
    }

    @Test
    void staysPendingWhileTheServerFails() throws Exception {
        try (var rubbish = ScriptedServer.answering("HTTP/9.9 200 OK\r\n\r\n");
                var silent = ScriptedServer.answering("")) {
            world.asSystem(() -> webhooks.create(account, rubbish.url(), null));
            world.asSystem(() -> webhooks.create(account, silent.url(), null));
            publishAlerts(usedUpAlert());

            worker.deliverDue();

            assertThat(deliveries()).hasSize(2).allSatisfy(delivery -> {
                assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
                assertThat(delivery.nextAttemptAt()).isAfter(NOW);
            });
            assertThat(deliveries())
                    .extracting(Delivery::lastError)
                    .containsExactly(
                            "The server's answer was not HTTP.",
                            "The server closed the connection without an HTTP answer.");
        }
    }

    @Test
    void waitsAsLongAsTheServerAsksFor() throws Exception {
        try (var busy = ScriptedServer.answering("HTTP/1.1 503 Busy\r\nRetry-After: 600\r\n\r\n")) {
            world.asSystem(() -> webhooks.create(account, busy.url(), null));
            publishAlerts(usedUpAlert());

            worker.deliverDue();

            assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
            assertThat(delivery().nextAttemptAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        }
    }

    @Test
    void parksAtOnceWhatTheServerNoLongerWants() throws Exception {
        try (var gone = ScriptedServer.answering("HTTP/1.1 410 Gone\r\n\r\n")) {
            world.asSystem(() -> webhooks.create(account, gone.url(), null));
            publishAlerts(usedUpAlert());

            worker.deliverDue();

            assertThat(delivery().state()).isEqualTo(DeliveryState.PARKED);
            assertThat(delivery().attempts()).isOne();
            assertThat(delivery().lastError()).contains("410");
        }
    }

    @Test
    void parksDeliveriesOfADeletedWebhook() throws Exception {
        try (var recordingWebhookServer = new RecordingWebhookServer()) {
            var made = world.asSystem(() -> webhooks.create(account, recordingWebhookServer.url(), null));
            publishAlerts(usedUpAlert());
            world.asSystem(() -> {
                webhooks.delete(account, made.webhook().id());
                return null;
            });

            worker.deliverDue();

            assertThat(delivery().state()).isEqualTo(DeliveryState.PARKED);
            assertThat(delivery().lastError()).isEqualTo(Webhooks.WEBHOOK_DELETED_REASON);
            assertThat(delivery().attempts()).isZero();
        }
    }
}
