package io.drawdown.console.admin.keys;

import io.drawdown.account.model.Role;
import io.drawdown.console.frame.account.AccountChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a key: an account or the platform.
 *
 * @param account the account's code; null for the platform
 */
record KeyOwner(@Nullable String account, String label) {

    static final KeyOwner PLATFORM = new KeyOwner(null, "The platform");

    static KeyOwner of(AccountChoice account) {
        return new KeyOwner(account.code(), account.label());
    }

    /** Returns the roles that the owner's keys can have, least powerful first. */
    List<Role> roles() {
        return account == null
                ? List.of(Role.METERING, Role.SUPPORT, Role.ADMIN)
                : List.of(Role.METERING, Role.CUSTOMER);
    }
}
