package io.drawdown.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a courier is to deliver.
 *
 * @param id the delivery's id
 * @param webhookId the webhook that it goes to; null for an e-mail
 * @param notifications what it tells, in the order in which it was raised: one, or for an e-mail all that was gathered for it;
 *     none if it asks to confirm
 * @param earlier how many earlier notifications it tells of without showing them
 */
record Outgoing(
        long id,
        String account,
        DeliveryPurpose purpose,
        String recipient,
        @Nullable Long webhookId,
        String messageId,
        List<Notification> notifications,
        int earlier) {}
