package io.drawdown.notification.internal.webhook;

import io.drawdown.alert.AlertKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook with its secrets.
 *
 * @param previousSecret the secret before the last rotation; null if there was none
 * @param previousUntil the first instant at which the previous secret no longer signs
 */
public record StoredWebhook(
        long id,
        String url,
        Set<AlertKind> kinds,
        WebhookSecret secret,
        @Nullable WebhookSecret previousSecret,
        @Nullable Instant previousUntil,
        Instant createdAt) {

    /** Returns the secrets that sign at an instant, the newest first. */
    public List<WebhookSecret> secretsAt(Instant now) {
        return previousSecret == null || previousSecretUntil(now) == null
                ? List.of(secret)
                : List.of(secret, previousSecret);
    }

    /** Returns until when the previous secret also signs; null if it no longer does. */
    public @Nullable Instant previousSecretUntil(Instant now) {
        return previousUntil != null && now.isBefore(previousUntil) ? previousUntil : null;
    }
}
