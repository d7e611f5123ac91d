package io.drawdown.notification.message;

import io.drawdown.alert.AlertKind;
import org.jspecify.annotations.Nullable;

/** Which notifications of an account to list; null doesn't narrow. */
public record NotificationFilter(
        @Nullable Boolean unread,
        @Nullable AlertKind kind,
        @Nullable String packageId) {

    public static final NotificationFilter ALL = new NotificationFilter(null, null, null);
}
