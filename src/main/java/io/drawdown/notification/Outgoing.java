package io.drawdown.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a courier is to deliver.
 *
 * @param id the delivery's id
 * @param webhookId the webhook that it goes to; null for an e-mail
 * @param notifications what it tells, in the order in which it was raised: one, or for an e-mail all of one change
 */
record Outgoing(
        long id, String account, String recipient, @Nullable Long webhookId, String messageId, List<Notification> notifications) {}
