package io.drawdown.notification.internal.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to send a webhook's message.
 *
 * @param status the HTTP status; null if there was no answer
 * @param problem why it isn't delivered, in a sentence; null if it is
 */
public record WebhookResponse(
        @Nullable Integer status, @Nullable String problem) {

    /** What a status means: 2xx is delivered, all else isn't. */
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
