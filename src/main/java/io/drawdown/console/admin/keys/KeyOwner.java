package io.drawdown.console.admin.keys;

import io.drawdown.account.model.Role;
import io.drawdown.console.frame.account.AccountChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a key is.
 *
 * @param account the code of its account; null if it is the platform's
 */
record KeyOwner(@Nullable String account, String label) {

    static final KeyOwner PLATFORM = new KeyOwner(null, "The platform");

    static KeyOwner of(AccountChoice account) {
        return new KeyOwner(account.code(), account.label());
    }

    /** What its keys may be for, what may do least first. */
    List<Role> roles() {
        return account == null
                ? List.of(Role.METERING, Role.SUPPORT, Role.ADMIN)
                : List.of(Role.METERING, Role.CUSTOMER);
    }
}
