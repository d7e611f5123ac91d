package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.AlertKind;
import io.drawdown.notification.internal.webhook.LocalServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From an alert that is raised, by the outbox and the worker, to a server that verifies what it gets. */
class WebhookDeliveryTest extends NotificationTest {

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookCourier courier;

    @Autowired
    DeliveryTable table;

    @Autowired
    RecipientTable recipientTable;

    private DeliveryWorker worker;

    /** Other tests' deliveries are none of this one's business. */
    @BeforeEach
    void leaveOthersAlone() {
        jdbc.sql("update delivery set state = 'PARKED', next_attempt_at = null where state = 'PENDING'")
                .update();
        worker = new DeliveryWorker(
                table, recipientTable, List.of(courier), new DeliverySchedule(() -> Long.MIN_VALUE), false);
    }

    @Test
    void comesAgainUntilTheServerTakesItAndIsTheSameMessage() throws Exception {
        try (var hook = new Hook()) {
            var made = fixture.asSystem(() -> webhooks.create(account, hook.url(), Set.of(AlertKind.THRESHOLD)));
            hook.answer(500);

            raise(threshold(), usedUp());
            worker.deliverDue();

            assertThat(deliveries()).singleElement().satisfies(delivery -> {
                assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
                assertThat(delivery.lastError()).isEqualTo("The server answered 500.");
            });
            fixture.asSystem(() -> webhooks.rotate(account, made.webhook().id()));
            hook.answer(204);
            clock.advance(Duration.ofSeconds(5));
            worker.deliverDue();

            assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery().attempts()).isEqualTo(2);
            var first = hook.call();
            var second = hook.call();
            assertThat(List.of(first, second)).allSatisfy(call -> {
                assertThat(call.isSignedWith(made.secret())).isTrue();
                assertThat(call.header("webhook-id"))
                        .isEqualTo(delivery().messageId())
                        .doesNotContain(".");
                assertThat(call.text()).isEqualTo(first.text());
            });
            assertThat(first.text()).contains("\"package\":\"" + bought.id() + "\"", "\"remainingNodeSeconds\":64800");
        }
    }

    @Test
    void staysPendingWhileTheServerAnswersRubbishOrHangsUp() throws Exception {
        try (var rubbish = LocalServer.answering("HTTP/9.9 200 OK\r\n\r\n");
                var silent = LocalServer.answering("")) {
            fixture.asSystem(() -> webhooks.create(account, rubbish.url(), null));
            fixture.asSystem(() -> webhooks.create(account, silent.url(), null));
            raise(usedUp());

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
    void isGivenUpWhenTheWebhookIsDeleted() throws Exception {
        try (var hook = new Hook()) {
            var made = fixture.asSystem(() -> webhooks.create(account, hook.url(), null));
            raise(usedUp());
            fixture.asSystem(() -> {
                webhooks.delete(account, made.webhook().id());
                return null;
            });

            worker.deliverDue();

            assertThat(delivery().state()).isEqualTo(DeliveryState.PARKED);
            assertThat(delivery().lastError()).isEqualTo(Webhooks.DELETED);
            assertThat(delivery().attempts()).isZero();
        }
    }
}
