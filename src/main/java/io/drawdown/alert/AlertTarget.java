package io.drawdown.alert;

import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package that hasn't expired, or a kind with such packages, for which thresholds can be set.
 *
 * @param packageId the package; null for a kind
 * @param title the package's title; null for a kind
 * @param remainingNodeSeconds what remains; for a kind, in its packages in validity
 * @param totalNodeSeconds the total that percentages refer to (R20)
 * @param effectiveAt when the package becomes or became effective; null for a kind
 */
public record AlertTarget(
        @Nullable String packageId,
        PackageKind kind,
        @Nullable String title,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Instant effectiveAt) {

    /** The target's key, unique within its account, in the form of {@link UsageAlert.Target#key}. */
    public String key() {
        return packageId == null ? kind.key() : packageId;
    }

    /** Whether the target holds quota that can be drawn down at an instant. */
    public boolean isInEffectAt(Instant at) {
        return effectiveAt == null ? totalNodeSeconds > 0 : !effectiveAt.isAfter(at);
    }
}
