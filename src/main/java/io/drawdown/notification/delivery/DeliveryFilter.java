package io.drawdown.notification.delivery;

import org.jspecify.annotations.Nullable;

/** A filter for a list of deliveries; null doesn't restrict. */
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable Channel channel,
        @Nullable String account) {

    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null);
}
