package io.drawdown.notification;

import io.drawdown.base.background.SecondTicker;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.Courier;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliverySlots;
import io.drawdown.notification.internal.DueDeliveryRepository;
import io.drawdown.notification.internal.DueDeliveryRepository.Claim;
import io.drawdown.notification.internal.HeldBackException;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.UndeliverableException;
import io.drawdown.notification.webhook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes due deliveries in parallel and outside any transaction. Looks for them as soon as this server has written
 * some, and every second for retries and for deliveries that other servers have abandoned (R22).
 */
@Component
public class DeliveryWorker extends SecondTicker {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int MAX_CONCURRENT_EMAILS = 16;

    /** More than e-mails, because customers choose the servers that answer, or don't. */
    private static final int MAX_CONCURRENT_WEBHOOKS = 64;

    private static final int MAX_CONCURRENT_PER_ACCOUNT = 4;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration MAX_DELIVERY_TIME = Duration.ofMinutes(10);

    private final DueDeliveryRepository repository;
    private final RecipientRepository recipients;
    private final List<ChannelQueue> channels;
    private final DeliverySchedule schedule;

    public DeliveryWorker(
            DueDeliveryRepository repository,
            RecipientRepository recipients,
            List<Courier> couriers,
            DeliverySchedule schedule,
            Clock clock,
            @Value(ENABLED_PROPERTY) boolean enabled) {
        super("deliveries", clock, enabled);
        this.repository = repository;
        this.recipients = recipients;
        this.channels = couriers.stream()
                .map(courier -> new ChannelQueue(
                        courier, new DeliverySlots(maxConcurrent(courier.channel()), MAX_CONCURRENT_PER_ACCOUNT)))
                .toList();
        this.schedule = schedule;
    }

    private static int maxConcurrent(Channel channel) {
        return switch (channel) {
            case EMAIL -> MAX_CONCURRENT_EMAILS;
            case WEBHOOK -> MAX_CONCURRENT_WEBHOOKS;
        };
    }

    /** A courier with its own slots, so that a slow channel doesn't delay the other. */
    private record ChannelQueue(Courier courier, DeliverySlots slots) {}

    /** Makes all due deliveries, and returns when they have ended. */
    public void deliverDue() throws InterruptedException {
        while (startDue() > 0) {
            for (var channelQueue : channels) {
                channelQueue.slots().awaitIdle(MAX_DELIVERY_TIME);
            }
        }
    }

    @TransactionalEventListener
    void onDeliveriesWritten(DeliveriesWritten deliveriesWritten) {
        runSoon();
    }

    @Override
    protected void run() {
        startDue();
    }

    /**
     * Stops claiming deliveries and waits a while for running ones. Those that don't end in time will be made again.
     */
    @Override
    public synchronized void stop() {
        super.stop();
        try {
            for (var channelQueue : channels) {
                if (!channelQueue.slots().awaitIdle(STOP_TIMEOUT)) {
                    LOG.warn(
                            "Deliveries by {} are still under way; they will be made again",
                            channelQueue.courier().channel());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts due deliveries of each channel while it has free slots, and returns their number. */
    private int startDue() {
        synchronized (channels) {
            var started = 0;
            int more;
            do {
                more = channels.stream().mapToInt(this::startDue).sum();
                started += more;
            } while (more > 0);
            return started;
        }
    }

    private int startDue(ChannelQueue channelQueue) {
        var claims = repository.claim(
                channelQueue.courier().channel(), channelQueue.slots().copy());
        claims.forEach(claim -> startDelivery(channelQueue, claim));
        return claims.size();
    }

    private void startDelivery(ChannelQueue channelQueue, Claim claim) {
        channelQueue.slots().take(claim.message().account());
        Thread.ofVirtual().name("delivery-" + claim.message().id()).start(() -> {
            var hasSucceeded = false;
            try {
                hasSucceeded = deliver(channelQueue.courier(), claim);
            } catch (RuntimeException unwritten) {
                LOG.warn(
                        "What became of delivery {} couldn't be written; it will be made again: {}",
                        claim.message().id(),
                        unwritten.getMessage());
            } finally {
                channelQueue.slots().release(claim.message().account(), hasSucceeded);
                runSoon();
            }
        });
    }

    /** Makes a delivery; returns false if the receiver failed. */
    private boolean deliver(Courier courier, Claim claim) {
        var gone = reasonToPark(courier.channel(), claim.message());
        if (gone != null) {
            repository.markParked(claim, gone);
            return true;
        }
        try {
            attempt(courier, claim.message());
        } catch (HeldBackException held) {
            repository.markHeldBack(claim, held.reason(), held.retryAt());
            return true;
        } catch (UndeliverableException undeliverable) {
            recordFailure(claim, undeliverable);
            return false;
        }
        repository.markDelivered(claim);
        return true;
    }

    private static void attempt(Courier courier, OutgoingMessage outgoingMessage)
            throws UndeliverableException, HeldBackException {
        try {
            courier.deliver(outgoingMessage);
        } catch (RuntimeException broken) {
            LOG.error("Delivery {} failed in a way that it shouldn't", outgoingMessage.id(), broken);
            throw new UndeliverableException(
                    "An unexpected error occurred. The server's log has the details: " + broken);
        }
    }

    private void recordFailure(Claim claim, UndeliverableException failure) {
        var delay = failure.isFinal() ? Optional.<Duration>empty() : schedule.delayAfter(claim.attempts());
        delay.ifPresentOrElse(
                scheduled -> repository.markFailed(
                        claim,
                        failure.reason(),
                        scheduled.compareTo(failure.leastDelay()) > 0 ? scheduled : failure.leastDelay()),
                () -> {
                    LOG.warn(
                            "Delivery {} is given up after {} attempts: {}",
                            claim.message().id(),
                            claim.attempts(),
                            failure.reason());
                    repository.markParked(claim, failure.reason());
                });
    }

    private @Nullable String reasonToPark(Channel channel, OutgoingMessage outgoingMessage) {
        return switch (channel) {
            case WEBHOOK -> outgoingMessage.webhookId() == null ? Webhooks.WEBHOOK_DELETED_REASON : null;
            case EMAIL -> {
                var recipient = recipients.find(outgoingMessage.account(), outgoingMessage.recipient());
                yield recipient.isEmpty()
                        ? "The address was taken off the account's list of recipients."
                        : reasonToPark(recipient.get(), outgoingMessage.purpose());
            }
        };
    }

    private static @Nullable String reasonToPark(
            RecipientRepository.StoredRecipient recipient, DeliveryPurpose purpose) {
        return switch (purpose) {
            case ALERT ->
                recipient.confirmed() ? null : "The address hasn't confirmed that it wants the account's alerts.";
            case CONFIRMATION -> recipient.confirmed() ? "The address has confirmed already." : null;
        };
    }
}
