package io.drawdown.notification;

import io.drawdown.account.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.Threshold;
import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.Activity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what webhooks are sent, with the API's own way of writing JSON. */
@Component
class WebhookBodies {

    private final JsonMapper json;

    WebhookBodies(JsonMapper json) {
        this.json = json;
    }

    private record Body(String type, Instant timestamp, NotificationBody data) {}

    /** A notification, as it was when it was told: the same at every attempt, whoever reads it in the meantime. */
    byte[] notification(Notification notification) {
        return write(
                "drawdown.notification.v1", NotificationBody.of(notification).unread());
    }

    /** A notification that is made up, in every field that a program could take for a real one. */
    byte[] test(Account account, Instant now) {
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
                        new Money(new BigDecimal("12.50"), account.currency()).tidy(),
                        now.plus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(30)),
                        now,
                        null));
    }

    private byte[] write(String type, NotificationBody data) {
        return json.writeValueAsBytes(new Body(type, data.happenedAt(), data));
    }
}
