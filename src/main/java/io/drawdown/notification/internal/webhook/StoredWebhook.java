package io.drawdown.notification.internal.webhook;

import io.drawdown.alert.AlertKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook with its secrets.
 *
 * @param previousSecret what the secret was before it was last changed; null if it never was
 * @param previousUntil the first instant at which the previous secret doesn't sign any more
 */
public record StoredWebhook(
        long id,
        String url,
        Set<AlertKind> kinds,
        WebhookSecret secret,
        @Nullable WebhookSecret previousSecret,
        @Nullable Instant previousUntil,
        Instant createdAt) {

    /** The secrets that sign at an instant, the newest first. */
    public List<WebhookSecret> secretsAt(Instant now) {
        return previousSecret == null || previousSecretUntil(now) == null
                ? List.of(secret)
                : List.of(secret, previousSecret);
    }

    /** Until when the previous secret signs, too; null if it doesn't at this instant. */
    public @Nullable Instant previousSecretUntil(Instant now) {
        return previousUntil != null && now.isBefore(previousUntil) ? previousUntil : null;
    }
}
