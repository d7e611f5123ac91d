package io.drawdown.notification.message;

import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it lies in an account's inbox (R22).
 *
 * @param packageId the package; null where the total of a kind is told of
 * @param threshold the lowest threshold that was crossed; null unless the kind is THRESHOLD
 * @param remainingNodeSeconds what remained when it happened
 * @param totalNodeSeconds the total that a percentage is of
 * @param nextHourCost what the next hour will cost at the present burn; null where nothing was known to run
 * @param runsOutAt when the rest will run out at the present burn; null where nothing was known to run
 * @param expiresAt when the package ends; null for a kind
 * @param readAt when somebody of the account first marked it read; null while nobody has
 * @param packageTitle what people call the package; null for a kind
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
        @Nullable String packageTitle) {}
