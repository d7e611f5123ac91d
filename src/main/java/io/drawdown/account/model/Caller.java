package io.drawdown.account.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The user, key or program that makes a request.
 *
 * @param name a user's name or a key's, as in the audit trail
 * @param account the account that the caller is bound to; null if none
 * @param keyId the id of the key; null unless the caller is a key
 */
public record Caller(
        Kind kind,
        String name,
        Role role,
        @Nullable String account,
        @Nullable Long keyId) implements Serializable {

    /** The program itself, at startup. */
    public static final Caller SYSTEM = new Caller(Kind.PROGRAM, "drawdown", Role.ADMIN, null, null);

    /** What kind of caller makes the request. */
    public enum Kind {
        PERSON,
        KEY,
        PROGRAM
    }

    /** Creates a caller for a user. */
    public Caller(String name, Role role, @Nullable String account) {
        this(Kind.PERSON, name, role, account, null);
    }

    /** Creates a caller for the key with this id. */
    public static Caller ofKey(long id, String name, Role role, @Nullable String account) {
        return new Caller(Kind.KEY, name, role, account, id);
    }

    /**
     * Returns the group whose requests count together: all users and keys of an account, or a single caller of the
     * platform.
     */
    public String group() {
        return account == null ? kind + " " + name : "account " + account;
    }

    public boolean belongsTo(String code) {
        return code.equals(account);
    }
}
