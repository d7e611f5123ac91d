package io.drawdown.notification;

import io.drawdown.base.EverySecond;
import io.drawdown.base.Failures;
import io.drawdown.notification.DeliveryTable.Claim;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes the deliveries that are due, several at the same time and outside any transaction. It looks for them as soon as this
 * server has written some, and every second for those that are due again or that other servers have left behind (R22).
 */
@Component
class DeliveryWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int AT_THE_SAME_TIME = 16;
    private static final int OF_ONE_ACCOUNT = 4;
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(10);

    private final DeliveryTable table;
    private final RecipientTable recipients;
    private final List<Line> lines;
    private final DeliverySchedule schedule;
    private final boolean enabled;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Failures failures = new Failures("Looking for deliveries that are due", LOG);
    private volatile @Nullable Thread dispatcher;

    DeliveryWorker(
            DeliveryTable table,
            RecipientTable recipients,
            List<Courier> couriers,
            DeliverySchedule schedule,
            @Value(EverySecond.ENABLED) boolean enabled) {
        this.table = table;
        this.recipients = recipients;
        this.lines = couriers.stream()
                .map(courier -> new Line(courier, new Slots(AT_THE_SAME_TIME, OF_ONE_ACCOUNT)))
                .toList();
        this.schedule = schedule;
        this.enabled = enabled;
    }

    /** A courier and what it carries now: what hangs in one line doesn't hold up the other. */
    private record Line(Courier courier, Slots slots) {}

    /** Makes all deliveries that are due, and returns when that is done. */
    void deliverDue() throws InterruptedException {
        while (startDue() > 0) {
            for (var line : lines) {
                line.slots().awaitIdle(LONGEST_DELIVERY);
            }
        }
    }

    @TransactionalEventListener
    void wake(Outbox.Filled filled) {
        wakeUps.release();
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        if (dispatcher == null) {
            var thread = Thread.ofPlatform().name("deliveries").unstarted(this::dispatch);
            dispatcher = thread;
            thread.start();
        }
    }

    /** Claims nothing more and waits a while for what is under way; what doesn't end will be delivered again. */
    @Override
    public synchronized void stop() {
        var running = dispatcher;
        if (running == null) {
            return;
        }
        dispatcher = null;
        wakeUps.release();
        try {
            running.join(TIME_TO_STOP);
            for (var line : lines) {
                if (!line.slots().awaitIdle(TIME_TO_STOP)) {
                    LOG.warn(
                            "Deliveries by {} are still under way; they will be made again",
                            line.courier().channel());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return dispatcher != null;
    }

    private void dispatch() {
        while (Thread.currentThread() == dispatcher) {
            try {
                var delay = look();
                if (delay > 0) {
                    TimeUnit.SECONDS.sleep(delay);
                } else if (wakeUps.tryAcquire(1, TimeUnit.SECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    /** Begins what is due; gives after how many seconds to try again if that failed, or else 0. */
    private int look() {
        try {
            startDue();
            failures.succeeded();
            return 0;
        } catch (RuntimeException failed) {
            return failures.failed(failed);
        }
    }

    /** Begins what is due, in each line as far as there are slots, and tells how many that were. */
    private int startDue() {
        synchronized (lines) {
            var started = 0;
            int more;
            do {
                more = lines.stream().mapToInt(this::startDue).sum();
                started += more;
            } while (more > 0);
            return started;
        }
    }

    private int startDue(Line line) {
        var claims = table.claim(line.courier().channel(), line.slots().copy());
        claims.forEach(claim -> begin(line, claim));
        return claims.size();
    }

    private void begin(Line line, Claim claim) {
        line.slots().take(claim.outgoing().account());
        Thread.ofVirtual().name("delivery-" + claim.outgoing().id()).start(() -> {
            try {
                deliver(line.courier(), claim);
            } catch (RuntimeException unwritten) {
                LOG.warn(
                        "What became of delivery {} couldn't be written; it will be made again: {}",
                        claim.outgoing().id(),
                        unwritten.getMessage());
            } finally {
                line.slots().giveBack(claim.outgoing().account());
                wakeUps.release();
            }
        });
    }

    private void deliver(Courier courier, Claim claim) {
        var gone = reasonNotTo(courier.channel(), claim.outgoing());
        if (gone != null) {
            table.parked(claim, gone);
            return;
        }
        @Nullable String problem;
        try {
            problem = attempt(courier, claim.outgoing());
        } catch (HeldBackException held) {
            table.heldBack(claim, held.reason(), held.until());
            return;
        }
        if (problem == null) {
            table.delivered(claim);
            return;
        }
        schedule.delayAfter(claim.attempts()).ifPresentOrElse(delay -> table.failed(claim, problem, delay), () -> {
            LOG.warn(
                    "Delivery {} is given up after {} attempts: {}",
                    claim.outgoing().id(),
                    claim.attempts(),
                    problem);
            table.parked(claim, problem);
        });
    }

    private static @Nullable String attempt(Courier courier, Outgoing outgoing) throws HeldBackException {
        try {
            courier.deliver(outgoing);
            return null;
        } catch (UndeliverableException undeliverable) {
            return undeliverable.reason();
        } catch (RuntimeException broken) {
            LOG.error("Delivery {} failed in a way that it shouldn't", outgoing.id(), broken);
            return "The program failed in a way that it shouldn't, and its log says how: " + broken;
        }
    }

    private @Nullable String reasonNotTo(Channel channel, Outgoing outgoing) {
        return switch (channel) {
            case WEBHOOK -> outgoing.webhookId() == null ? Webhooks.DELETED : null;
            case EMAIL -> {
                var recipient = recipients.find(outgoing.account(), outgoing.recipient());
                yield recipient.isEmpty()
                        ? "The address was taken off the account's list of recipients."
                        : reasonNotTo(recipient.get(), outgoing.purpose());
            }
        };
    }

    private static @Nullable String reasonNotTo(RecipientTable.Row recipient, DeliveryPurpose purpose) {
        return switch (purpose) {
            case ALERT ->
                recipient.confirmed() ? null : "The address hasn't confirmed that it wants the account's alerts.";
            case CONFIRMATION -> recipient.confirmed() ? "The address has confirmed already." : null;
        };
    }
}
