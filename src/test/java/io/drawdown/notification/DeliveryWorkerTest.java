package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeliveryWorkerTest extends NotificationTest {

    @Autowired
    DeliveryTable table;

    @Autowired
    RecipientTable recipientTable;

    private final List<Outgoing> carried = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @Test
    void triesAgainByTheScheduleUntilTheOtherSideAccepts() throws InterruptedException {
        var email = email();
        recipients(email);
        raise(threshold());
        var id = delivery().messageId();
        failing.add(email);
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

        failing.clear();
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
        assertThat(carried).hasSize(1);
    }

    @Test
    void givesUpAfterADayUntilAnAdminSendsItAgain() throws InterruptedException {
        var email = email();
        recipients(email);
        raise(threshold());
        failing.add(email);
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

        failing.clear();
        var again = fixture.asSystem(() -> deliveries.retry(parked.id()));
        assertThat(again.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(again.attempts()).isZero();
        worker.deliverDue();

        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(carried).singleElement().extracting(Outgoing::messageId).isEqualTo(parked.messageId());

        fixture.asSystem(() -> deliveries.retry(parked.id()));
        worker.deliverDue();
        assertThat(carried).hasSize(2).extracting(Outgoing::messageId).containsOnly(parked.messageId());
    }

    @Test
    void triesEachRecipientByItself() throws InterruptedException {
        var closed = email();
        var open = email();
        recipients(closed, open);
        failing.add(closed);
        raise(threshold(), usedUp());
        var worker = worker();

        worker.deliverDue();
        clock.advance(Duration.ofSeconds(10));
        failing.clear();
        worker.deliverDue();

        assertThat(carried).extracting(Outgoing::recipient).containsExactly(open, closed);
        assertThat(carried)
                .allSatisfy(outgoing -> assertThat(outgoing.notifications())
                        .extracting(Notification::kind)
                        .containsExactly(AlertKind.THRESHOLD, AlertKind.USED_UP));
    }

    @Test
    void makesWhatAKilledServerLeftBehindOnceItsLeaseHasRunOut() throws InterruptedException {
        recipients(email());
        raise(threshold());
        assertThat(claim(Channel.EMAIL)).hasSize(1);
        var worker = worker();

        worker.deliverDue();
        assertThat(carried).isEmpty();

        clock.advance(DeliveryTable.LEASE);
        worker.deliverDue();

        assertThat(carried).hasSize(1);
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(delivery().attempts()).isEqualTo(2);
    }

    @Test
    void isNotMisledByAResultThatComesAfterTheLease() throws InterruptedException {
        recipients(email());
        raise(threshold());
        var slow = claim(Channel.EMAIL).getFirst();
        clock.advance(DeliveryTable.LEASE);
        worker().deliverDue();
        var delivered = delivery();

        table.failed(slow, "It was too slow.", Duration.ofSeconds(1));
        table.parked(slow, "It was too slow.");
        assertThat(delivery()).isEqualTo(delivered);

        fixture.asSystem(() -> deliveries.retry(delivered.id()));
        table.delivered(slow);
        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void isDoneWithWhatTookLongerThanTheLeaseThoughItIsBeingTriedAgain() {
        recipients(email());
        raise(threshold());
        var slow = claim(Channel.EMAIL).getFirst();
        clock.advance(DeliveryTable.LEASE);
        var second = claim(Channel.EMAIL).getFirst();

        table.failed(slow, "It was too slow.", Duration.ofSeconds(1));
        assertThat(delivery().nextAttemptAt()).isEqualTo(clock.instant().plus(DeliveryTable.LEASE));

        table.delivered(slow);
        table.failed(second, "It was too slow.", Duration.ofSeconds(1));
        assertThat(delivery().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void givesUpWhatAlwaysTakesLongerThanTheLease() {
        recipients(email());
        raise(threshold());
        var slow = claim(Channel.EMAIL).getFirst();
        clock.advance(DeliveryTable.LEASE);
        claim(Channel.EMAIL);

        table.parked(slow, "It was too slow.");

        assertThat(delivery().state()).isEqualTo(DeliveryState.PARKED);
    }

    @Test
    void isSharedByServersSoThatEachDeliveryIsMadeOnce() throws InterruptedException {
        var accounts =
                IntStream.range(0, 20).mapToObj(number -> fixture.account()).toList();
        for (var each : accounts) {
            webhook(each, AlertKind.values());
            var of = buy(each);
            raise(IntStream.range(0, 10)
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

        assertThat(carried).hasSize(200).extracting(Outgoing::id).doesNotHaveDuplicates();
        assertThat(jdbc.sql(
                                "select count(*) from delivery where account in (:accounts) and state = 'DELIVERED' and attempts = 1")
                        .param("accounts", accounts)
                        .query(Long.class)
                        .single())
                .isEqualTo(200);
    }

    @Test
    void parksWhatHasNowhereToGoAnyMore() throws InterruptedException {
        recipients(email());
        var webhook = webhook(account, AlertKind.THRESHOLD);
        raise(threshold());
        recipients(email());
        jdbc.sql("delete from webhook where id = :id").param("id", webhook).update();

        worker().deliverDue();

        assertThat(carried).isEmpty();
        assertThat(deliveries()).extracting(Delivery::state).containsOnly(DeliveryState.PARKED);
        assertThat(deliveries().getFirst().lastError()).contains("taken off the account's list");
        assertThat(deliveries().getLast().lastError()).isEqualTo(Webhooks.DELETED);
    }

    @Test
    void isNotHeldUpByAnAccountWhoseWebhooksHang() throws InterruptedException {
        webhook(account, AlertKind.THRESHOLD);
        recipients(email());
        raise(IntStream.range(0, 40).mapToObj(number -> threshold()).toArray(Alert[]::new));
        var other = fixture.account();
        webhook(other, AlertKind.THRESHOLD);
        raise(alert(buy(other), other, AlertKind.THRESHOLD, 5));
        var open = new CountDownLatch(1);
        var hanging = new Carrying(Channel.WEBHOOK) {
            @Override
            public void deliver(Outgoing outgoing) throws UndeliverableException {
                if (outgoing.account().equals(account)) {
                    try {
                        open.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
                super.deliver(outgoing);
            }
        };
        var worker = new DeliveryWorker(
                table, recipientTable, List.of(hanging, new Carrying(Channel.EMAIL)), schedule(), true);
        worker.start();
        try {
            await().untilAsserted(() ->
                    assertThat(carried).extracting(Outgoing::account).containsExactlyInAnyOrder(account, other));
            open.countDown();
            await().untilAsserted(() -> assertThat(carried).hasSize(42));
        } finally {
            open.countDown();
            worker.stop();
        }
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void looksForDueDeliveriesAsSoonAsTheyAreWritten() {
        recipients(email());
        var worker = worker();
        worker.start();
        try {
            for (var number = 0; number < 5; number++) {
                raise(threshold());
                worker.wake(new Outbox.Filled());
                var expected = number + 1;
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofMillis(800))
                        .untilAsserted(() -> assertThat(carried).hasSize(expected));
            }
        } finally {
            worker.stop();
        }
    }

    @Test
    void survivesACourierThatIsBrokenAndErrorsOfAnyLength() throws InterruptedException {
        recipients(email());
        raise(threshold());
        Courier broken = new Courier() {
            @Override
            public Channel channel() {
                return Channel.EMAIL;
            }

            @Override
            public void deliver(Outgoing outgoing) {
                throw new IllegalStateException("\u0000\ud83d" + "\ud83d\ude00".repeat(2000));
            }
        };

        new DeliveryWorker(table, recipientTable, List.of(broken), schedule(), false).deliverDue();

        assertThat(delivery().state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery().lastError())
                .startsWith("The program failed")
                .endsWith("\ud83d\ude00…")
                .hasSizeLessThanOrEqualTo(1000);
    }

    private DeliveryWorker worker() {
        return new DeliveryWorker(
                table,
                recipientTable,
                List.of(new Carrying(Channel.EMAIL), new Carrying(Channel.WEBHOOK)),
                schedule(),
                false);
    }

    private List<DeliveryTable.Claim> claim(Channel channel) {
        return table.claim(channel, new Slots(10, 10));
    }

    private static DeliverySchedule schedule() {
        return new DeliverySchedule(new Fixed(0.5));
    }

    private class Carrying implements Courier {

        private final Channel channel;

        Carrying(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public void deliver(Outgoing outgoing) throws UndeliverableException {
            if (failing.contains(outgoing.recipient())) {
                throw new UndeliverableException("It is closed today.");
            }
            carried.add(outgoing);
        }
    }
}
