package io.drawdown.api.infra.json;

import io.drawdown.base.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Validates a code that a PUT names in its address. The body may repeat it, so that the response of a GET can be sent
 * back.
 */
public final class AddressedCode {

    private AddressedCode() {}

    /** Requires that the body's value is absent or equal to the one in the address. */
    public static void requireSame(String field, Object inAddress, @Nullable Object inBody) {
        new Validation()
                .require(
                        inBody == null || inBody.equals(inAddress),
                        field,
                        "must be the one in the address, '" + inAddress + "', or be left out")
                .throwIfInvalid();
    }
}
