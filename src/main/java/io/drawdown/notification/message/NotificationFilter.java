package io.drawdown.notification.message;

import io.drawdown.alert.AlertKind;
import org.jspecify.annotations.Nullable;

/** A filter for an account's notifications; null doesn't restrict. */
public record NotificationFilter(
        @Nullable Boolean unread,
        @Nullable AlertKind kind,
        @Nullable String packageId) {

    public static final NotificationFilter ALL = new NotificationFilter(null, null, null);
}
