package io.drawdown.console.components.quota;

import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.quota.packages.PackageStatus;

/** How well a quota stands, in a word and a tone: its status, and while that is in effect whether little is left. */
public record QuotaStatus(String word, StatusTone tone) {

    private static final int LOW_FRACTION = 5;

    /** The standing of a quota of node-seconds with a status. */
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

    /** The standing of what is in validity. */
    public static QuotaStatus ofValid(long remaining, long total) {
        return of(remaining == 0 ? PackageStatus.USED_UP : PackageStatus.IN_EFFECT, remaining, total);
    }

    /** The word and tone as a badge. */
    public StatusBadge badge() {
        return new StatusBadge(word, tone);
    }
}
