package io.drawdown.alert;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to an account about the remaining quota of a package or a kind (R22), or about running jobs that have
 * fallen silent (R16).
 *
 * @param packageId the package; null if the alert is about the total of a kind
 * @param threshold the lowest threshold that was crossed; null unless the kind is THRESHOLD
 * @param packageKind what the quota covers; of silent runs, where and for what the first of them runs
 * @param remainingNodeSeconds what remained when the alert was raised; 0 for silent runs
 * @param totalNodeSeconds the total that percentages refer to; 0 for silent runs
 * @param nextHourCost the pay-per-use cost of the next hour at the current rate; null unless the kind is USED_UP and
 *     a job that the quota covered is running
 * @param runsOutAt when the rest will be used up at the current rate, or will expire; null unless the kind is
 *     THRESHOLD and a job that the quota covers is running
 * @param expiresAt when the package expires; null for a kind
 * @param silentRuns the runs that fell silent; null unless the kind is SILENT_RUN
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
        Instant happenedAt,
        @Nullable SilentRuns silentRuns) {

    /** Creates an alert about quota. */
    public Alert(
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
        this(
                account,
                kind,
                packageId,
                packageKind,
                threshold,
                remainingNodeSeconds,
                totalNodeSeconds,
                nextHourCost,
                runsOutAt,
                expiresAt,
                happenedAt,
                null);
    }

    /**
     * Returns an alert about runs that fell silent.
     *
     * @param firstKind where and for what the first of them runs
     * @param happenedAt when the first of them fell silent
     */
    public static Alert ofSilentRuns(String account, PackageKind firstKind, SilentRuns runs, Instant happenedAt) {
        return new Alert(
                account, AlertKind.SILENT_RUN, null, firstKind, null, 0, 0, null, null, null, happenedAt, runs);
    }

    /** The key of the alert's target, in the form of {@link AlertTarget#key}. */
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

    /** Published with all alerts that one change raised for one account, in the transaction of that change. */
    public record Raised(String account, List<Alert> alerts) {}
}
