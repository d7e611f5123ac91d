package io.drawdown.quota.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a ledger that a transaction has locked, with what the transaction has changed of it. */
public final class LedgerState {

    private final String account;
    private final @Nullable Instant dueAt;
    private long lastEntry;
    private @Nullable Instant settledUntil;
    private boolean changed;

    /**
     * The state of a ledger as it was read.
     *
     * @param dueAt when something happens to the account by itself; null if nothing will
     * @param lastEntry the number of its last entry
     * @param settledUntil up to when its running jobs are settled; null if none runs
     */
    public LedgerState(String account, @Nullable Instant dueAt, long lastEntry, @Nullable Instant settledUntil) {
        this.account = account;
        this.dueAt = dueAt;
        this.lastEntry = lastEntry;
        this.settledUntil = settledUntil;
    }

    /** The account's code. */
    public String account() {
        return account;
    }

    /** The number of the last entry that was given out. */
    public long lastEntry() {
        return lastEntry;
    }

    /** Up to when the account's running jobs are settled; null if none runs. */
    public @Nullable Instant settledUntil() {
        return settledUntil;
    }

    /** Notes that the changes so far are saved. */
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
