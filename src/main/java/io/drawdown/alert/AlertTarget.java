package io.drawdown.alert;

import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A package that hasn't expired, or a kind that has such packages, as something that an alert can be set for.
 *
 * @param packageId the package; null for a kind
 * @param title what the package is called; null for a kind
 * @param remainingNodeSeconds what remains; of a kind, of its packages in validity
 * @param totalNodeSeconds what percentages are of (R20)
 * @param effectiveAt when the package becomes or became effective; null for a kind
 */
public record AlertTarget(
        @Nullable String packageId,
        PackageKind kind,
        @Nullable String title,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Instant effectiveAt) {

    /** One text for it, unique in its account, as {@link UsageAlert.Target#key}. */
    public String key() {
        return packageId == null ? kind.key() : packageId;
    }
}
