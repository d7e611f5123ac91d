package io.drawdown.console.notifications;

import io.drawdown.alert.AlertKind;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Tone;

/** What the kinds of alerts are called, and how they look. */
final class KindWords {

    private KindWords() {}

    static String of(AlertKind kind) {
        return switch (kind) {
            case THRESHOLD -> "Running low";
            case USED_UP -> "Used up";
            case EXPIRING -> "Expires soon";
            case EXPIRED -> "Expired";
        };
    }

    static StatusBadge badge(AlertKind kind) {
        return new StatusBadge(
                of(kind),
                switch (kind) {
                    case THRESHOLD -> Tone.LOW;
                    case USED_UP -> Tone.USED_UP;
                    case EXPIRING -> Tone.PENDING;
                    case EXPIRED -> Tone.EXPIRED;
                });
    }
}
