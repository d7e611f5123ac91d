package io.drawdown.notification.webhook;

import io.drawdown.account.model.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Activity;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationBody;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the JSON payloads of webhooks in the same format as the API. */
@Component
class WebhookPayloads {

    private final JsonMapper json;

    WebhookPayloads(JsonMapper json) {
        this.json = json;
    }

    private record Payload(String type, Instant timestamp, NotificationBody data) {}

    /** Returns the payload of a notification in its unread form, so that it is the same for every attempt. */
    byte[] notificationPayload(Notification notification) {
        return write(
                "drawdown.notification.v1", NotificationBody.of(notification).asUnread());
    }

    /** Returns the payload of a made-up notification, whose ids and codes can't be mistaken for real ones. */
    byte[] testPayload(Account account, Instant now) {
        return write(
                "drawdown.test.v1",
                new NotificationBody(
                        "test",
                        account.code(),
                        AlertKind.THRESHOLD,
                        "test",
                        "test-region",
                        "test-specification",
                        Set.of(Activity.TRAINING),
                        Threshold.percent(20),
                        NodeSeconds.ofNodeHours(36),
                        NodeSeconds.ofNodeHours(180),
                        new Money(new BigDecimal("12.50"), account.currency()).normalized(),
                        now.plus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(30)),
                        null,
                        null,
                        null,
                        now,
                        null));
    }

    private byte[] write(String type, NotificationBody data) {
        return json.writeValueAsBytes(new Payload(type, data.happenedAt(), data));
    }
}
