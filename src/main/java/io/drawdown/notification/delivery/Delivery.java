package io.drawdown.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one place, or there (R22).
 *
 * @param recipient the address of an e-mail, or of a webhook
 * @param messageId what the other side knows the message by, the same at every attempt
 * @param attempts how often it was tried; one may be under way
 * @param nextAttemptAt when it will be tried next; null unless the state is PENDING
 * @param lastError what went wrong last, or why it is held back, in words; null if nothing has
 */
public record Delivery(
        String id,
        String account,
        Channel channel,
        String recipient,
        String messageId,
        DeliveryState state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant deliveredAt,
        DeliveryPurpose purpose) {}
