package io.drawdown.console.components.quota;

import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.quota.packages.PackageStatus;

/** The status of a quota as a word and a tone. A quota in effect also shows whether little of it is left. */
public record QuotaStatus(String word, StatusTone tone) {

    private static final int LOW_FRACTION = 5;

    /** Returns the status of a quota, given its package status and its node-seconds. */
    public static QuotaStatus of(PackageStatus status, long remaining, long total) {
        return switch (status) {
            case IN_EFFECT ->
                remaining <= total / LOW_FRACTION
                        ? new QuotaStatus("Low", StatusTone.LOW)
                        : new QuotaStatus(DomainLabels.label(status), StatusTone.WELL);
            case USED_UP -> new QuotaStatus(DomainLabels.label(status), StatusTone.USED_UP);
            case EXPIRED -> new QuotaStatus(DomainLabels.label(status), StatusTone.EXPIRED);
            case NOT_EFFECTIVE -> new QuotaStatus(DomainLabels.label(status), StatusTone.PENDING);
        };
    }

    /** Returns the status of a quota that is in its validity, given its node-seconds. */
    public static QuotaStatus ofValid(long remaining, long total) {
        return of(remaining == 0 ? PackageStatus.USED_UP : PackageStatus.IN_EFFECT, remaining, total);
    }

    /** Creates a badge with the word and tone. */
    public StatusBadge badge() {
        return new StatusBadge(word, tone);
    }
}
