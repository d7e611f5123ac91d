package io.drawdown.alert;

import io.drawdown.base.Money;
import io.drawdown.quota.Kind;
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
 * @param nextHourCost what the next hour will cost at the present burn, pay-per-use; null where nothing is known to run
 * @param runsOutAt when the rest will run out at the present burn; null where nothing is known to run
 * @param expiresAt when the package ends; null for a kind
 */
public record Alert(
        String account,
        AlertKind kind,
        @Nullable String packageId,
        Kind of,
        @Nullable Threshold threshold,
        long remainingNodeSeconds,
        long totalNodeSeconds,
        @Nullable Money nextHourCost,
        @Nullable Instant runsOutAt,
        @Nullable Instant expiresAt,
        Instant happenedAt) {

    /** Told, in the transaction of the change that raised them, with all alerts of one change of one account. */
    public record Raised(String account, List<Alert> alerts) {}
}
