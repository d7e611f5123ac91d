package io.drawdown.console.deliveries;

import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Tone;
import io.drawdown.notification.Channel;
import io.drawdown.notification.Delivery;
import io.drawdown.notification.DeliveryPurpose;
import io.drawdown.notification.DeliveryState;

/** What the states and channels of deliveries are called, and how they look. */
final class DeliveryWords {

    private DeliveryWords() {}

    static String of(DeliveryState state) {
        return switch (state) {
            case PENDING -> "Waiting";
            case DELIVERED -> "Delivered";
            case PARKED -> "Given up";
        };
    }

    static StatusBadge badge(DeliveryState state) {
        return new StatusBadge(
                of(state),
                switch (state) {
                    case PENDING -> Tone.PENDING;
                    case DELIVERED -> Tone.WELL;
                    case PARKED -> Tone.USED_UP;
                });
    }

    static String of(Delivery delivery) {
        return delivery.purpose() == DeliveryPurpose.CONFIRMATION
                ? "E-mail that asks to confirm"
                : of(delivery.channel());
    }

    static String of(Channel channel) {
        return switch (channel) {
            case EMAIL -> "E-mail";
            case WEBHOOK -> "Webhook";
        };
    }
}
