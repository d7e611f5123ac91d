package io.drawdown.notification.internal.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where webhooks may go.
 *
 * @param allowPrivate also to addresses that aren't public, and without TLS: for tests, and for providers whose
 *     customers are all on the inside
 */
@ConfigurationProperties("drawdown.webhook")
public record WebhookProperties(boolean allowPrivate) {}
