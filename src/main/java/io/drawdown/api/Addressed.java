package io.drawdown.api;

import io.drawdown.base.Check;
import org.jspecify.annotations.Nullable;

/** The address names what a PUT writes; the body may repeat it, so that what a GET answers can be put back. */
final class Addressed {

    private Addressed() {}

    /** Requires that the body doesn't name another one than the address. */
    static void same(String field, Object inAddress, @Nullable Object inBody) {
        new Check()
                .that(
                        inBody == null || inBody.equals(inAddress),
                        field,
                        "must be the one in the address, '" + inAddress + "', or be left out")
                .orRefuse();
    }
}
