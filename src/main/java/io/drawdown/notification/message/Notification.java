package io.drawdown.notification.message;

import io.drawdown.alert.AlertKind;
import io.drawdown.alert.SilentRuns;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert in an account's inbox (R22).
 *
 * @param packageId the package; null if the alert is about the total of a kind
 * @param threshold the lowest threshold that was crossed; null unless the kind is THRESHOLD
 * @param packageKind what the quota covers; of silent runs, where and for what the first of them runs
 * @param remainingNodeSeconds what remained when the alert was raised; 0 for silent runs
 * @param totalNodeSeconds the total that percentages refer to; 0 for silent runs
 * @param nextHourCost the cost of the next hour at the current rate; null if no job was known to run
 * @param runsOutAt when the rest will run out at the current rate; null if no job was known to run
 * @param expiresAt when the package expires; null for a kind
 * @param readAt when it was first marked as read; null while it is unread
 * @param packageTitle the package's title; null for a kind
 * @param silentRuns the runs that fell silent; null unless the kind is SILENT_RUN
 */
public record Notification(
        String id,
        String account,
        AlertKind kind,
        @Nullable String packageId,
        PackageKind packageKind,
        @Nullable Threshold threshold,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Money nextHourCost,
        @Nullable Instant runsOutAt,
        @Nullable Instant expiresAt,
        Instant happenedAt,
        @Nullable Instant readAt,
        @Nullable String packageTitle,
        @Nullable SilentRuns silentRuns) {}
