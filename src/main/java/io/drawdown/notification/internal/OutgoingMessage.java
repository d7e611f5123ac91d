package io.drawdown.notification.internal;

import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.message.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message for a courier to send.
 *
 * @param id the delivery's id
 * @param webhookId the webhook's id; null for an e-mail
 * @param notifications the notifications in the order in which they were raised: exactly one for a webhook, none for
 *     a confirmation request
 * @param omittedCount how many earlier notifications it mentions without showing them
 */
public record OutgoingMessage(
        long id,
        String account,
        DeliveryPurpose purpose,
        String recipient,
        @Nullable Long webhookId,
        String messageId,
        List<Notification> notifications,
        int omittedCount) {}
