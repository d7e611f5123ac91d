package io.drawdown.notification.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a notification, in the API and in webhook messages alike.
 *
 * @param remainingNodeSeconds null for silent runs
 * @param totalNodeSeconds null for silent runs
 * @param jobs up to three of the silent jobs, those first that cost most pay-per-use; null for quota
 * @param run the id of the silent run that costs most; null for quota
 * @param runs the number of silent runs; null for quota
 */
public record NotificationBody(
        String id,
        String account,
        AlertKind kind,
        @JsonProperty("package") @Nullable String packageId,
        String region,
        String specification,
        Set<Activity> activities,
        @Nullable Threshold threshold,
        @Nullable Long remainingNodeSeconds,
        @Nullable Long totalNodeSeconds,
        @Nullable Money nextHourCost,
        @Nullable Instant runsOutAt,
        @Nullable Instant expiresAt,
        @Nullable List<String> jobs,
        @Nullable String run,
        @Nullable Integer runs,
        Instant happenedAt,
        @Nullable Instant readAt) {

    /** Returns the JSON form of a notification. */
    public static NotificationBody of(Notification notification) {
        var of = notification.packageKind();
        var silent = notification.silentRuns();
        return new NotificationBody(
                notification.id(),
                notification.account(),
                notification.kind(),
                notification.packageId(),
                of.region(),
                of.specification(),
                of.activities(),
                notification.threshold(),
                silent == null ? notification.remainingNodeSeconds() : null,
                silent == null ? notification.totalNodeSeconds() : null,
                notification.nextHourCost(),
                notification.runsOutAt(),
                notification.expiresAt(),
                silent == null ? null : silent.jobs(),
                silent == null ? null : silent.run(),
                silent == null ? null : silent.count(),
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
                jobs,
                run,
                runs,
                happenedAt,
                null);
    }
}
