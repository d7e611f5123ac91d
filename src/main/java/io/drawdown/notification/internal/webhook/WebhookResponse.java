package io.drawdown.notification.internal.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt to call a webhook.
 *
 * @param status the HTTP status; null if there was no response
 * @param problem why the message wasn't delivered, in a sentence; null if it was
 * @param retryAfter how long the server asks to wait before the next attempt; null if it doesn't
 */
public record WebhookResponse(
        @Nullable Integer status,
        @Nullable String problem,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    /** Creates an outcome without a wait that the server asks for. */
    public WebhookResponse(@Nullable Integer status, @Nullable String problem) {
        this(status, problem, null);
    }

    /** Returns the outcome for a status: only 2xx counts as delivered. */
    static WebhookResponse of(int status, @Nullable Duration retryAfter) {
        var problem = switch (status / 100) {
            case 2 -> null;
            case 3 -> "The server answered %d, a redirect. Redirects are not followed.".formatted(status);
            default ->
                status == GONE
                        ? "The server answered 410: it no longer wants messages at this address."
                        : "The server answered %d.".formatted(status);
        };
        return new WebhookResponse(status, problem, problem == null ? null : retryAfter);
    }

    /** Whether the server no longer wants messages (410, Standard Webhooks). */
    public boolean isGone() {
        return status != null && status == GONE;
    }

    static WebhookResponse failure(String problem) {
        return new WebhookResponse(null, problem);
    }
}
