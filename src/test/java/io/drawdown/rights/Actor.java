package io.drawdown.rights;

import io.drawdown.account.Role;
import org.jspecify.annotations.Nullable;

/** Somebody who tries everything, on one account. */
public enum Actor {
    NOBODY(null, Of.NONE, false),
    ADMIN(Role.ADMIN, Of.PLATFORM, false),
    SUPPORT(Role.SUPPORT, Of.PLATFORM, false),
    CUSTOMER(Role.CUSTOMER, Of.THIS_ACCOUNT, false),
    CUSTOMER_OF_ANOTHER(Role.CUSTOMER, Of.ANOTHER_ACCOUNT, false),
    CUSTOMER_KEY(Role.CUSTOMER, Of.THIS_ACCOUNT, true),
    CUSTOMER_KEY_OF_ANOTHER(Role.CUSTOMER, Of.ANOTHER_ACCOUNT, true),
    METERING_KEY(Role.METERING, Of.THIS_ACCOUNT, true),
    METERING_KEY_OF_ANOTHER(Role.METERING, Of.ANOTHER_ACCOUNT, true),
    METERING_KEY_OF_ALL(Role.METERING, Of.PLATFORM, true),
    /** A customer of the account who hasn't chosen a password of their own yet. */
    NEWCOMER(Role.CUSTOMER, Of.THIS_ACCOUNT, false);

    private final @Nullable Role role;
    private final Of of;
    private final boolean key;

    Actor(@Nullable Role role, Of of, boolean key) {
        this.role = role;
        this.of = of;
        this.key = key;
    }

    /** What somebody belongs to. */
    public enum Of {
        NONE,
        PLATFORM,
        THIS_ACCOUNT,
        ANOTHER_ACCOUNT
    }

    /** What they may do; null for nobody. */
    public @Nullable Role role() {
        return role;
    }

    /** What they belong to. */
    public Of of() {
        return of;
    }

    /** Whether it is a program rather than a person. */
    public boolean isKey() {
        return key;
    }

    /** The account that they are bound to, of these two. */
    public @Nullable String account(String account, String another) {
        return switch (of) {
            case THIS_ACCOUNT -> account;
            case ANOTHER_ACCOUNT -> another;
            case NONE, PLATFORM -> null;
        };
    }
}
