package io.drawdown.console.admin.deliveries;

import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.delivery.DeliveryState;

/** The labels and badges of delivery states and channels. */
final class DeliveryLabels {

    private DeliveryLabels() {}

    static String label(DeliveryState state) {
        return switch (state) {
            case PENDING -> "Waiting";
            case DELIVERED -> "Delivered";
            case PARKED -> "Given up";
        };
    }

    static StatusBadge badge(DeliveryState state) {
        return new StatusBadge(
                label(state),
                switch (state) {
                    case PENDING -> StatusTone.PENDING;
                    case DELIVERED -> StatusTone.WELL;
                    case PARKED -> StatusTone.USED_UP;
                });
    }

    static String label(Delivery delivery) {
        return delivery.purpose() == DeliveryPurpose.CONFIRMATION ? "Confirmation e-mail" : label(delivery.channel());
    }

    static String label(Channel channel) {
        return switch (channel) {
            case EMAIL -> "E-mail";
            case WEBHOOK -> "Webhook";
        };
    }
}
