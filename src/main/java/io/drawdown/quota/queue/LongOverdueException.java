package io.drawdown.quota.queue;

import java.util.Set;

/**
 * Ends a transaction that would have to do too much due work of its accounts at once. The work is then done in steps,
 * and the transaction repeated. It is only thrown where {@link #isHandled} says so.
 */
public final class LongOverdueException extends RuntimeException {

    private static final ScopedValue<Boolean> HANDLED = ScopedValue.newInstance();

    private final transient Set<String> accounts;

    /** Creates an exception for the accounts whose work is long overdue. */
    public LongOverdueException(Set<String> accounts) {
        super("Much due work has piled up for " + accounts, null, false, false);
        this.accounts = accounts;
    }

    /** Returns whether this exception would be handled, by doing the work in steps. */
    public static boolean isHandled() {
        return HANDLED.isBound();
    }

    /** Makes a call in which this exception is handled by the caller. */
    static <T, X extends Throwable> T callHandled(ScopedValue.CallableOp<T, X> call) throws X {
        return ScopedValue.where(HANDLED, true).call(call);
    }

    Set<String> accounts() {
        return accounts;
    }
}
