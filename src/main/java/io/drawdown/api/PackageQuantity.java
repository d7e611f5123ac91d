package io.drawdown.api;

import io.drawdown.base.Validation;
import io.drawdown.purchase.Orders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Validates the number of packages in a request. */
final class PackageQuantity {

    private PackageQuantity() {}

    static int require(@Nullable Long quantity) {
        new Validation().range("quantity", quantity, 1, Orders.MAX_QUANTITY).throwIfInvalid();
        return Objects.requireNonNull(quantity).intValue();
    }
}
