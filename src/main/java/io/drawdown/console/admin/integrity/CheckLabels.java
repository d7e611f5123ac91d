package io.drawdown.console.admin.integrity;

import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.integrity.report.IntegrityCheck;
import java.time.Duration;
import java.time.Instant;

/** The texts of integrity checks and their results. */
final class CheckLabels {

    private static final String NONE = "—";

    private CheckLabels() {}

    static StatusBadge badge(IntegrityCheck check) {
        return switch (check.state()) {
            case RUNNING -> new StatusBadge("Running", StatusTone.RUNNING);
            case DONE ->
                check.violations() == 0
                        ? new StatusBadge("Nothing wrong", StatusTone.WELL)
                        : new StatusBadge("Violations", StatusTone.USED_UP);
            case CANCELLED -> new StatusBadge("Cancelled", StatusTone.EXPIRED);
            case FAILED -> new StatusBadge("Failed", StatusTone.USED_UP);
            case BROKEN_OFF -> new StatusBadge("Interrupted", StatusTone.EXPIRED);
        };
    }

    /** Returns how long a check took, or has been running until now. */
    static String durationText(IntegrityCheck check, Instant now) {
        return Format.durationToSecond(
                Duration.between(check.startedAt(), check.endedAt() == null ? now : check.endedAt()));
    }

    /** Returns the number of violations found. Until the check is done, zero is shown as unknown. */
    static String violationsText(IntegrityCheck check) {
        return check.state() == IntegrityCheck.State.DONE || check.violations() > 0
                ? Format.count(check.violations())
                : NONE;
    }

    /** Returns the numbers of packages and usage records that were checked. */
    static String checkedText(IntegrityCheck check) {
        return Format.count(check.packages(), "package", "packages") + " and "
                + Format.count(check.usageRecords(), "usage record", "usage records");
    }
}
