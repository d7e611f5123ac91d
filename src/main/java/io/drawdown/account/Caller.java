package io.drawdown.account;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The person or key that asks for something.
 *
 * @param name what the audit trail calls it: a user's name or a key's
 * @param account the one account that it is bound to, if any
 */
public record Caller(String name, Role role, @Nullable String account) implements Serializable {

    /** The program itself, at start-up. */
    public static final Caller SYSTEM = new Caller("drawdown", Role.ADMIN, null);

    boolean isOf(String code) {
        return code.equals(account);
    }
}
