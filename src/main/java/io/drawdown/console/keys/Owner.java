package io.drawdown.console.keys;

import io.drawdown.account.Role;
import io.drawdown.console.AccountChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a key is.
 *
 * @param account the code of its account; null if it is the platform's
 */
record Owner(@Nullable String account, String label) {

    static final Owner PLATFORM = new Owner(null, "The platform");

    static Owner of(AccountChoice account) {
        return new Owner(account.code(), account.label());
    }

    /** What its keys may be for, what may do least first. */
    List<Role> roles() {
        return account == null
                ? List.of(Role.METERING, Role.SUPPORT, Role.ADMIN)
                : List.of(Role.METERING, Role.CUSTOMER);
    }
}
