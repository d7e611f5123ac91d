package io.drawdown.console.customer.notifications;

import io.drawdown.alert.AlertKind;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;

/** The labels and badges of alert kinds. */
final class AlertKindLabels {

    private AlertKindLabels() {}

    static String label(AlertKind kind) {
        return switch (kind) {
            case THRESHOLD -> "Running low";
            case USED_UP -> "Used up";
            case EXPIRING -> "Expires soon";
            case EXPIRED -> "Expired";
            case SILENT_RUN -> "No report";
        };
    }

    static StatusBadge badge(AlertKind kind) {
        return new StatusBadge(
                label(kind),
                switch (kind) {
                    case THRESHOLD -> StatusTone.LOW;
                    case USED_UP -> StatusTone.USED_UP;
                    case EXPIRING -> StatusTone.PENDING;
                    case EXPIRED -> StatusTone.EXPIRED;
                    case SILENT_RUN -> StatusTone.LOW;
                });
    }
}
