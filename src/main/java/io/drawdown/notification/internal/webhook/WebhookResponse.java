package io.drawdown.notification.internal.webhook;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt to call a webhook.
 *
 * @param status the HTTP status; null if there was no response
 * @param problem why the message wasn't delivered, in a sentence; null if it was
 */
public record WebhookResponse(
        @Nullable Integer status, @Nullable String problem) {

    /** Returns the outcome for a status: only 2xx counts as delivered. */
    static WebhookResponse of(int status) {
        return new WebhookResponse(
                status,
                switch (status / 100) {
                    case 2 -> null;
                    case 3 -> "The server answered %d, a redirect. Redirects are not followed.".formatted(status);
                    default -> "The server answered %d.".formatted(status);
                });
    }

    static WebhookResponse failure(String problem) {
        return new WebhookResponse(null, problem);
    }
}
