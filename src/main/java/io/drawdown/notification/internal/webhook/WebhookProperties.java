package io.drawdown.notification.internal.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings that restrict where webhooks may go.
 *
 * @param allowPrivate whether they may call non-public addresses, also without TLS: for tests, and for providers with
 *     internal customers only
 */
@ConfigurationProperties("drawdown.webhook")
public record WebhookProperties(boolean allowPrivate) {}
