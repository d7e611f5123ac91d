package io.drawdown.quota.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a ledger that a transaction has locked, with the changes of the transaction. */
public final class LedgerState {

    private final String account;
    private final @Nullable Instant dueAt;
    private long lastEntry;
    private @Nullable Instant settledUntil;
    private boolean changed;

    /**
     * Creates the state of a ledger as it was read.
     *
     * @param dueAt when work is due for the account; null if none is
     * @param lastEntry the number of its last entry
     * @param settledUntil the instant up to which its running jobs are settled; null if none runs
     */
    public LedgerState(String account, @Nullable Instant dueAt, long lastEntry, @Nullable Instant settledUntil) {
        this.account = account;
        this.dueAt = dueAt;
        this.lastEntry = lastEntry;
        this.settledUntil = settledUntil;
    }

    /** Returns the account's code. */
    public String account() {
        return account;
    }

    /** Returns the number of the last entry that was assigned. */
    public long lastEntry() {
        return lastEntry;
    }

    /** Returns the instant up to which the account's running jobs are settled; null if none runs. */
    public @Nullable Instant settledUntil() {
        return settledUntil;
    }

    /** Marks the changes so far as saved. */
    public void markSaved() {
        changed = false;
    }

    @Nullable
    Instant dueAt() {
        return dueAt;
    }

    boolean isChanged() {
        return changed;
    }

    long nextEntry() {
        changed = true;
        return ++lastEntry;
    }

    void markSettledUntil(@Nullable Instant instant) {
        changed = true;
        settledUntil = instant;
    }
}
