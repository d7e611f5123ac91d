package io.drawdown.notification.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON form of a notification, in the API and in webhook messages alike. */
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

    /** Returns the JSON form of a notification. */
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

    /** Returns the same body marked as unread. */
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
