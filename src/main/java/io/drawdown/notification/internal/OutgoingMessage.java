package io.drawdown.notification.internal;

import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.message.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a courier is to deliver.
 *
 * @param id the delivery's id
 * @param webhookId the webhook that it goes to; null for an e-mail
 * @param notifications what it tells, in the order in which it was raised: one, or for an e-mail all that was gathered for it;
 *     none if it asks to confirm
 * @param omittedCount how many earlier notifications it tells of without showing them
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
