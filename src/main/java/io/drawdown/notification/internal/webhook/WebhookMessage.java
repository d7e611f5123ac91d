package io.drawdown.notification.internal.webhook;

/**
 * A message to a webhook.
 *
 * @param id the same for every attempt, without full stops
 * @param body JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // sent, and compared with nothing
public record WebhookMessage(String id, byte[] body) {}
