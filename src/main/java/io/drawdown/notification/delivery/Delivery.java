package io.drawdown.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to one recipient, pending or sent (R22).
 *
 * @param recipient an e-mail address or a webhook's URL
 * @param messageId the id by which the receiver recognises the message, the same for every attempt
 * @param attempts the number of attempts, including one under way
 * @param nextAttemptAt when the next attempt is due; null unless the state is PENDING
 * @param lastError why the last attempt failed, or why the message is held back; null if neither applies
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
