package io.drawdown.alert;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to an account about the remaining quota of a package or a kind (R22).
 *
 * @param packageId the package; null where the total of a kind is told of
 * @param threshold the lowest threshold that was crossed; null unless the kind is THRESHOLD
 * @param remainingNodeSeconds what remained when it happened
 * @param totalNodeSeconds the total that a percentage is of
 * @param nextHourCost what the next hour will cost at the present burn, pay-per-use; null unless the kind is USED_UP and a job
 *     runs that it covers
 * @param runsOutAt when the rest will be used up at the present burn, or expire; null unless the kind is THRESHOLD and a job
 *     runs that it covers
 * @param expiresAt when the package ends; null for a kind
 */
public record Alert(
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
        Instant happenedAt) {

    /** What it is about, as {@link AlertTarget#key} has it. */
    public String target() {
        return packageId == null ? packageKind.key() : packageId;
    }

    Alert withNextHourCost(@Nullable Money cost) {
        return new Alert(
                account,
                kind,
                packageId,
                packageKind,
                threshold,
                remainingNodeSeconds,
                totalNodeSeconds,
                cost,
                runsOutAt,
                expiresAt,
                happenedAt);
    }

    Alert withRunsOutAt(@Nullable Instant instant) {
        return new Alert(
                account,
                kind,
                packageId,
                packageKind,
                threshold,
                remainingNodeSeconds,
                totalNodeSeconds,
                nextHourCost,
                instant,
                expiresAt,
                happenedAt);
    }

    /** Told, in the transaction of the change that raised them, with all alerts of one change of one account. */
    public record Raised(String account, List<Alert> alerts) {}
}
