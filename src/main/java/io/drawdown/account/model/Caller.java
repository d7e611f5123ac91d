package io.drawdown.account.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The person or key that asks for something.
 *
 * @param name what the audit trail calls it: a user's name or a key's
 * @param account the one account that it is bound to, if any
 * @param keyId which of the keys it is; null unless it is one
 */
public record Caller(
        Kind kind,
        String name,
        Role role,
        @Nullable String account,
        @Nullable Long keyId) implements Serializable {

    /** The program itself, at start-up. */
    public static final Caller SYSTEM = new Caller(Kind.PROGRAM, "drawdown", Role.ADMIN, null, null);

    /** What it is that asks. */
    public enum Kind {
        PERSON,
        KEY,
        PROGRAM
    }

    /** A person. */
    public Caller(String name, Role role, @Nullable String account) {
        this(Kind.PERSON, name, role, account, null);
    }

    /** The key with this id. */
    public static Caller ofKey(long id, String name, Role role, @Nullable String account) {
        return new Caller(Kind.KEY, name, role, account, id);
    }

    /** Whose requests count together: those of all people and keys of an account, and of the platform's each by itself. */
    public String group() {
        return account == null ? kind + " " + name : "account " + account;
    }

    public boolean belongsTo(String code) {
        return code.equals(account);
    }
}
