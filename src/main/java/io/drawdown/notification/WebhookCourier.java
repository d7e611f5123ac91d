package io.drawdown.notification;

import io.drawdown.notification.internal.webhook.WebhookMessage;
import io.drawdown.notification.internal.webhook.WebhookSender;
import io.drawdown.notification.internal.webhook.WebhookTable;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Sends messages to webhooks, each telling one notification (R22). */
@Component
class WebhookCourier implements Courier {

    private final WebhookTable webhooks;
    private final WebhookBodies bodies;
    private final WebhookSender sender;
    private final Clock clock;

    WebhookCourier(WebhookTable webhooks, WebhookBodies bodies, WebhookSender sender, Clock clock) {
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public void deliver(Outgoing outgoing) throws UndeliverableException {
        var id = outgoing.webhookId();
        var webhook = id == null ? null : webhooks.find(outgoing.account(), id).orElse(null);
        if (webhook == null) {
            throw new UndeliverableException(Webhooks.DELETED);
        }
        var message = new WebhookMessage(
                outgoing.messageId(),
                bodies.notification(outgoing.notifications().getFirst()));
        var problem = sender.send(webhook.url(), webhook.secretsAt(clock.instant()), message)
                .problem();
        if (problem != null) {
            throw new UndeliverableException(problem);
        }
    }
}
