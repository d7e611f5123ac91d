package io.drawdown.api.infra.json;

import io.drawdown.base.Validation;
import org.jspecify.annotations.Nullable;

/** The address names what a PUT writes; the body may repeat it, so that what a GET answers can be put back. */
public final class AddressedCode {

    private AddressedCode() {}

    /** Requires that the body doesn't name another one than the address. */
    public static void requireSame(String field, Object inAddress, @Nullable Object inBody) {
        new Validation()
                .require(
                        inBody == null || inBody.equals(inAddress),
                        field,
                        "must be the one in the address, '" + inAddress + "', or be left out")
                .throwIfInvalid();
    }
}
