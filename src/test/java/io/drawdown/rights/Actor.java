package io.drawdown.rights;

import io.drawdown.account.model.Role;
import org.jspecify.annotations.Nullable;

/** Somebody who tries everything, on one account. */
public enum Actor {
    NOBODY(null, Affiliation.NONE, false),
    ADMIN(Role.ADMIN, Affiliation.PLATFORM, false),
    SUPPORT(Role.SUPPORT, Affiliation.PLATFORM, false),
    CUSTOMER(Role.CUSTOMER, Affiliation.THIS_ACCOUNT, false),
    CUSTOMER_OF_ANOTHER(Role.CUSTOMER, Affiliation.ANOTHER_ACCOUNT, false),
    CUSTOMER_KEY(Role.CUSTOMER, Affiliation.THIS_ACCOUNT, true),
    CUSTOMER_KEY_OF_ANOTHER(Role.CUSTOMER, Affiliation.ANOTHER_ACCOUNT, true),
    METERING_KEY(Role.METERING, Affiliation.THIS_ACCOUNT, true),
    METERING_KEY_OF_ANOTHER(Role.METERING, Affiliation.ANOTHER_ACCOUNT, true),
    METERING_KEY_OF_ALL(Role.METERING, Affiliation.PLATFORM, true),
    /** A customer of the account who hasn't chosen a password of their own yet. */
    NEWCOMER(Role.CUSTOMER, Affiliation.THIS_ACCOUNT, false);

    private final @Nullable Role role;
    private final Affiliation affiliation;
    private final boolean key;

    Actor(@Nullable Role role, Affiliation affiliation, boolean key) {
        this.role = role;
        this.affiliation = affiliation;
        this.key = key;
    }

    /** What somebody belongs to. */
    public enum Affiliation {
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
    public Affiliation affiliation() {
        return affiliation;
    }

    /** Whether it is a program rather than a person. */
    public boolean isKey() {
        return key;
    }

    /** The account that they are bound to, of these two. */
    public @Nullable String account(String account, String another) {
        return switch (affiliation) {
            case THIS_ACCOUNT -> account;
            case ANOTHER_ACCOUNT -> another;
            case NONE, PLATFORM -> null;
        };
    }
}
