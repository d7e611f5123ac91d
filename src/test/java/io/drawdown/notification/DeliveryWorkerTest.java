package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.internal.Courier;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliverySlots;
import io.drawdown.notification.internal.DueDeliveryRepository;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.UndeliverableException;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.webhook.Webhooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("dialect")
class DeliveryWorkerTest extends NotificationTestCase {

    @Autowired
    DueDeliveryRepository table;

    @Autowired
    RecipientRepository recipientTable;

    private final List<OutgoingMessage> deliveredMessages = new CopyOnWriteArrayList<>();
    private final Set<String> failingRecipients = ConcurrentHashMap.newKeySet();

    @Test
    void retriesByTheScheduleUntilAccepted() throws InterruptedException {
        var email = newEmail();
        setRecipients(email);
        publishAlerts(thresholdAlert());
        var id = delivery().messageId();
        failingRecipients.add(email);
        var worker = worker();

        worker.deliverDue();

        assertThat(delivery().attempts()).isEqualTo(1);
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery().lastError()).isEqualTo("It is closed today.");
        assertThat(delivery().nextAttemptAt()).isEqualTo(NOW.plusSeconds(1));

        worker.deliverDue();
        assertThat(delivery().attempts()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        worker.deliverDue();
        assertThat(delivery().attempts()).isEqualTo(2);
        assertThat(delivery().nextAttemptAt()).isEqualTo(NOW.plusSeconds(6));

        failingRecipients.clear();
        clock.advance(Duration.ofSeconds(5));
        worker.deliverDue();

        assertThat(delivery())
                .isEqualTo(new Delivery(
                        delivery().id(),
                        account,
                        Channel.EMAIL,
                        email,
                        id,
                        DeliveryState.DELIVERED,
                        3,
                        null,
                        null,
                        NOW,
                        NOW.plusSeconds(6),
                        DeliveryPurpose.ALERT));
        assertThat(deliveredMessages).hasSize(1);
    }

    @Test
    void parksAfterADayUntilAnAdminRetries() throws InterruptedException {
        var email = newEmail();
        setRecipients(email);
        publishAlerts(thresholdAlert());
        failingRecipients.add(email);
        var worker = worker();
        var tries = new ArrayList<Duration>();

        while (delivery().state() == DeliveryState.PENDING) {
            var next = delivery().nextAttemptAt();
            tries.add(Duration.between(NOW, next));
            clock.set(next);
            worker.deliverDue();
        }

        assertThat(tries)
                .hasSize(12)
                .startsWith(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(36));
        assertThat(tries.getLast()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        var parked = delivery();
        assertThat(parked.state()).isEqualTo(DeliveryState.PARKED);
        assertThat(parked.lastError()).isEqualTo("It is closed today.");
        assertThat(parked.nextAttemptAt()).isNull();
        clock.advance(Duration.ofDays(30));
        worker.deliverDue();
        assertThat(delivery()).isEqualTo(parked);

        failingRecipients.clear();
        var again = world.asSystem(() -> deliveries.retry(parked.id()));
        assertThat(again.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(again.attempts()).isZero();
        worker.deliverDue();

        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(deliveredMessages)
                .singleElement()
                .extracting(OutgoingMessage::messageId)
                .isEqualTo(parked.messageId());

        world.asSystem(() -> deliveries.retry(parked.id()));
        worker.deliverDue();
        assertThat(deliveredMessages)
                .hasSize(2)
                .extracting(OutgoingMessage::messageId)
                .containsOnly(parked.messageId());
    }

    @Test
    void retriesEachRecipientSeparately() throws InterruptedException {
        var closed = newEmail();
        var open = newEmail();
        setRecipients(closed, open);
        failingRecipients.add(closed);
        publishAlerts(thresholdAlert(), usedUpAlert());
        var worker = worker();

        worker.deliverDue();
        clock.advance(Duration.ofSeconds(10));
        failingRecipients.clear();
        worker.deliverDue();

        assertThat(deliveredMessages).extracting(OutgoingMessage::recipient).containsExactly(open, closed);
        assertThat(deliveredMessages)
                .allSatisfy(outgoingMessage -> assertThat(outgoingMessage.notifications())
                        .extracting(Notification::kind)
                        .containsExactly(AlertKind.THRESHOLD, AlertKind.USED_UP));
    }

    @Test
    void takesOverDeliveriesOfAKilledServerAfterTheLease() throws InterruptedException {
        setRecipients(newEmail());
        publishAlerts(thresholdAlert());
        assertThat(claim(Channel.EMAIL)).hasSize(1);
        var worker = worker();

        worker.deliverDue();
        assertThat(deliveredMessages).isEmpty();

        clock.advance(DueDeliveryRepository.LEASE);
        worker.deliverDue();

        assertThat(deliveredMessages).hasSize(1);
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery().attempts()).isEqualTo(2);
    }

    @Test
    void ignoresAFailureReportedAfterTheLease() throws InterruptedException {
        setRecipients(newEmail());
        publishAlerts(thresholdAlert());
        var slow = claim(Channel.EMAIL).getFirst();
        clock.advance(DueDeliveryRepository.LEASE);
        worker().deliverDue();
        var delivered = delivery();

        table.markFailed(slow, "It was too slow.", Duration.ofSeconds(1));
        table.markParked(slow, "It was too slow.");
        assertThat(delivery()).isEqualTo(delivered);

        world.asSystem(() -> deliveries.retry(delivered.id()));
        table.markDelivered(slow);
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void acceptsASuccessReportedAfterTheLease() {
        setRecipients(newEmail());
        publishAlerts(thresholdAlert());
        var slow = claim(Channel.EMAIL).getFirst();
        clock.advance(DueDeliveryRepository.LEASE);
        var second = claim(Channel.EMAIL).getFirst();

        table.markFailed(slow, "It was too slow.", Duration.ofSeconds(1));
        assertThat(delivery().nextAttemptAt()).isEqualTo(clock.instant().plus(DueDeliveryRepository.LEASE));

        table.markDelivered(slow);
        table.markFailed(second, "It was too slow.", Duration.ofSeconds(1));
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void parksADeliveryThatAlwaysExceedsTheLease() {
        setRecipients(newEmail());
        publishAlerts(thresholdAlert());
        var slow = claim(Channel.EMAIL).getFirst();
        clock.advance(DueDeliveryRepository.LEASE);
        claim(Channel.EMAIL);

        table.markParked(slow, "It was too slow.");

        assertThat(delivery().state()).isEqualTo(DeliveryState.PARKED);
    }

    @Test
    void deliversOnceWhenServersShareTheWork() throws InterruptedException {
        var accounts =
                IntStream.range(0, 20).mapToObj(number -> world.account()).toList();
        for (var each : accounts) {
            insertWebhook(each, AlertKind.values());
            var of = buyPackage(each);
            publishAlerts(IntStream.range(0, 10)
                    .mapToObj(number -> alert(of, each, AlertKind.THRESHOLD, number))
                    .toArray(Alert[]::new));
        }
        var start = new CountDownLatch(1);
        var servers = IntStream.range(0, 2)
                .mapToObj(number -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                        worker().deliverDue();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();

        start.countDown();
        for (var server : servers) {
            server.join();
        }

        assertThat(deliveredMessages)
                .hasSize(200)
                .extracting(OutgoingMessage::id)
                .doesNotHaveDuplicates();
        assertThat(jdbc.sql("select count(*) from delivery where account in (:accounts) and state = 'DELIVERED'"
                                + " and attempts = 1")
                        .param("accounts", accounts)
                        .query(Long.class)
                        .single())
                .isEqualTo(200);
    }

    @Test
    void parksDeliveriesWhoseRecipientIsGone() throws InterruptedException {
        setRecipients(newEmail());
        var webhook = insertWebhook(account, AlertKind.THRESHOLD);
        publishAlerts(thresholdAlert());
        setRecipients(newEmail());
        jdbc.sql("delete from webhook where id = :id").param("id", webhook).update();

        worker().deliverDue();

        assertThat(deliveredMessages).isEmpty();
        assertThat(deliveries()).extracting(Delivery::state).containsOnly(DeliveryState.PARKED);
        assertThat(deliveries().getFirst().lastError()).contains("taken off the account's list");
        assertThat(deliveries().getLast().lastError()).isEqualTo(Webhooks.WEBHOOK_DELETED_REASON);
    }

    @Test
    void deliversForOthersWhileWebhooksOfOneAccountHang() throws InterruptedException {
        insertWebhook(account, AlertKind.THRESHOLD);
        setRecipients(newEmail());
        publishAlerts(
                IntStream.range(0, 40).mapToObj(number -> thresholdAlert()).toArray(Alert[]::new));
        var other = world.account();
        insertWebhook(other, AlertKind.THRESHOLD);
        publishAlerts(alert(buyPackage(other), other, AlertKind.THRESHOLD, 5));
        var open = new CountDownLatch(1);
        var hanging = new RecordingCourier(Channel.WEBHOOK) {
            @Override
            public void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException {
                if (outgoingMessage.account().equals(account)) {
                    try {
                        open.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
                super.deliver(outgoingMessage);
            }
        };
        var worker = new DeliveryWorker(
                table, recipientTable, List.of(hanging, new RecordingCourier(Channel.EMAIL)), schedule(), clock, true);
        worker.start();
        try {
            await().untilAsserted(() -> assertThat(deliveredMessages)
                    .extracting(OutgoingMessage::account)
                    .containsExactlyInAnyOrder(account, other));
            open.countDown();
            await().untilAsserted(() -> assertThat(deliveredMessages).hasSize(42));
        } finally {
            open.countDown();
            worker.stop();
        }
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void deliversForOthersWhileWebhooksOfManyAccountsHang() {
        var hangingAccounts =
                IntStream.range(0, 6).mapToObj(number -> world.account()).toList();
        for (var each : hangingAccounts) {
            insertWebhook(each, AlertKind.values());
            var of = buyPackage(each);
            publishAlerts(IntStream.range(0, 6)
                    .mapToObj(number -> alert(of, each, AlertKind.THRESHOLD, number))
                    .toArray(Alert[]::new));
        }
        var other = world.account();
        insertWebhook(other, AlertKind.THRESHOLD);
        publishAlerts(alert(buyPackage(other), other, AlertKind.THRESHOLD, 5));
        var open = new CountDownLatch(1);
        var underWay = ConcurrentHashMap.<String>newKeySet();
        var hanging = new RecordingCourier(Channel.WEBHOOK) {
            @Override
            public void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException {
                if (hangingAccounts.contains(outgoingMessage.account())) {
                    underWay.add(outgoingMessage.messageId());
                    try {
                        open.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
                super.deliver(outgoingMessage);
            }
        };
        var worker = new DeliveryWorker(table, recipientTable, List.of(hanging), schedule(), clock, true);
        worker.start();
        try {
            await().untilAsserted(() -> assertThat(deliveredMessages)
                    .extracting(OutgoingMessage::account)
                    .containsExactly(other));
            await().untilAsserted(() ->
                    assertThat(underWay).as("four of each account").hasSize(24));
        } finally {
            open.countDown();
            worker.stop();
        }
    }

    @Test
    void deliversAsSoonAsDeliveriesAreWritten() {
        setRecipients(newEmail());
        var worker = worker();
        worker.start();
        try {
            for (var number = 0; number < 5; number++) {
                publishAlerts(thresholdAlert());
                worker.onDeliveriesWritten(new DeliveriesWritten());
                var expected = number + 1;
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofMillis(800))
                        .untilAsserted(() -> assertThat(deliveredMessages).hasSize(expected));
            }
        } finally {
            worker.stop();
        }
    }

    @Test
    void survivesBrokenCouriersAndLongErrors() throws InterruptedException {
        setRecipients(newEmail());
        publishAlerts(thresholdAlert());
        Courier broken = new Courier() {
            @Override
            public Channel channel() {
                return Channel.EMAIL;
            }

            @Override
            public void deliver(OutgoingMessage outgoingMessage) {
                throw new IllegalStateException("\u0000\ud83d" + "\ud83d\ude00".repeat(2000));
            }
        };

        new DeliveryWorker(table, recipientTable, List.of(broken), schedule(), clock, false).deliverDue();

        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery().lastError())
                .startsWith("An unexpected error occurred")
                .endsWith("\ud83d\ude00…")
                .hasSizeLessThanOrEqualTo(1000);
    }

    private DeliveryWorker worker() {
        return new DeliveryWorker(
                table,
                recipientTable,
                List.of(new RecordingCourier(Channel.EMAIL), new RecordingCourier(Channel.WEBHOOK)),
                schedule(),
                clock,
                false);
    }

    private List<DueDeliveryRepository.Claim> claim(Channel channel) {
        return table.claim(channel, new DeliverySlots(10, 10));
    }

    private static DeliverySchedule schedule() {
        return new DeliverySchedule(new FixedRandom(0.5));
    }

    private class RecordingCourier implements Courier {

        private final Channel channel;

        RecordingCourier(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException {
            if (failingRecipients.contains(outgoingMessage.recipient())) {
                throw new UndeliverableException("It is closed today.");
            }
            deliveredMessages.add(outgoingMessage);
        }
    }
}
