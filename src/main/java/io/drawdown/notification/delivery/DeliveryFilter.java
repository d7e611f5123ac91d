package io.drawdown.notification.delivery;

import org.jspecify.annotations.Nullable;

/** Which deliveries to list; null doesn't narrow. */
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable Channel channel,
        @Nullable String account) {

    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null);
}
