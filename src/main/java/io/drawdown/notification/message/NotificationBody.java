package io.drawdown.notification.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A notification as other programs get it, from the API and from webhooks alike: a record for JSON. */
public record NotificationBody(
        String id,
        String account,
        AlertKind kind,
        @JsonProperty("package") @Nullable String packageId,
        String region,
        String specification,
        Set<Activity> activities,
        @Nullable Threshold threshold,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Money nextHourCost,
        @Nullable Instant runsOutAt,
        @Nullable Instant expiresAt,
        Instant happenedAt,
        @Nullable Instant readAt) {

    /** What is told of a notification. */
    public static NotificationBody of(Notification notification) {
        var of = notification.packageKind();
        return new NotificationBody(
                notification.id(),
                notification.account(),
                notification.kind(),
                notification.packageId(),
                of.region(),
                of.specification(),
                of.activities(),
                notification.threshold(),
                notification.remainingNodeSeconds(),
                notification.totalNodeSeconds(),
                notification.nextHourCost(),
                notification.runsOutAt(),
                notification.expiresAt(),
                notification.happenedAt(),
                notification.readAt());
    }

    /** The same, as it was before anybody read it. */
    public NotificationBody asUnread() {
        return new NotificationBody(
                id,
                account,
                kind,
                packageId,
                region,
                specification,
                activities,
                threshold,
                remainingNodeSeconds,
                totalNodeSeconds,
                nextHourCost,
                runsOutAt,
                expiresAt,
                happenedAt,
                null);
    }
}
