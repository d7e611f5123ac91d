package io.drawdown.notification.webhook;

import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.internal.Courier;
import io.drawdown.notification.internal.OutgoingMessage;
import io.drawdown.notification.internal.UndeliverableException;
import io.drawdown.notification.internal.webhook.WebhookMessage;
import io.drawdown.notification.internal.webhook.WebhookRepository;
import io.drawdown.notification.internal.webhook.WebhookSender;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Sends messages to webhooks, one for each notification (R22). */
@Component
class WebhookCourier implements Courier {

    private final WebhookRepository webhooks;
    private final WebhookPayloads payloads;
    private final WebhookSender sender;
    private final Clock clock;

    WebhookCourier(WebhookRepository webhooks, WebhookPayloads payloads, WebhookSender sender, Clock clock) {
        this.webhooks = webhooks;
        this.payloads = payloads;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public void deliver(OutgoingMessage outgoingMessage) throws UndeliverableException {
        var id = outgoingMessage.webhookId();
        var webhook =
                id == null ? null : webhooks.find(outgoingMessage.account(), id).orElse(null);
        if (webhook == null) {
            throw new UndeliverableException(Webhooks.WEBHOOK_DELETED_REASON);
        }
        var message = new WebhookMessage(
                outgoingMessage.messageId(),
                payloads.notificationPayload(outgoingMessage.notifications().getFirst()));
        var response = sender.send(webhook.url(), webhook.secretsAt(clock.instant()), message);
        var problem = response.problem();
        if (problem == null) {
            return;
        }
        if (response.isGone()) {
            throw UndeliverableException.gone(problem);
        }
        var wait = response.retryAfter();
        throw wait == null ? new UndeliverableException(problem) : UndeliverableException.retryAfter(problem, wait);
    }
}
