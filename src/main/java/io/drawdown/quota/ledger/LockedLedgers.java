package io.drawdown.quota.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ledgers that a transaction has locked. */
public final class LockedLedgers {

    private final Instant lockedAt;
    private final Map<String, LedgerState> stateByAccount;

    /** Creates ledgers that were locked at an instant, to the second. */
    public LockedLedgers(Instant lockedAt, Collection<LedgerState> states) {
        this.lockedAt = lockedAt;
        this.stateByAccount = states.stream().collect(Collectors.toMap(LedgerState::account, Function.identity()));
    }

    /**
     * Returns when the transaction got the lock, to the second. The running jobs of these accounts are settled up to
     * then.
     */
    public Instant lockedAt() {
        return lockedAt;
    }

    /**
     * Assigns the number of the account's next entry.
     *
     * @throws IllegalStateException if its ledger isn't locked
     */
    public long nextEntry(String account) {
        return state(account).nextEntry();
    }

    /** Sets the instant up to which an account's running jobs are settled; null if none runs. */
    public void markSettledUntil(String account, @Nullable Instant instant) {
        state(account).markSettledUntil(instant);
    }

    /** Returns the given accounts whose running jobs aren't settled up to an instant yet. */
    public Set<String> unsettledAccounts(Collection<String> accounts, Instant until) {
        return statesWithRunningJobs(accounts)
                .filter(state -> Objects.requireNonNull(state.settledUntil()).isBefore(until))
                .map(LedgerState::account)
                .collect(Collectors.toSet());
    }

    /** Groups the given accounts that have running jobs by the instant up to which those are settled. */
    public Map<Instant, List<String>> accountsBySettledUntil(Collection<String> accounts) {
        return statesWithRunningJobs(accounts)
                .collect(Collectors.groupingBy(
                        state -> Objects.requireNonNull(state.settledUntil()),
                        Collectors.mapping(LedgerState::account, Collectors.toList())));
    }

    /** Returns the due-times that had come when the ledgers were locked, by account. */
    public Map<String, Instant> dueTimes() {
        var dueTimes = new HashMap<String, Instant>();
        stateByAccount.values().forEach(state -> {
            var dueAt = state.dueAt();
            if (dueAt != null && !dueAt.isAfter(lockedAt)) {
                dueTimes.put(state.account(), dueAt);
            }
        });
        return dueTimes;
    }

    /** Returns the states with unsaved changes. */
    public List<LedgerState> changedStates() {
        return stateByAccount.values().stream().filter(LedgerState::isChanged).toList();
    }

    private Stream<LedgerState> statesWithRunningJobs(Collection<String> accounts) {
        return accounts.stream()
                .distinct()
                .filter(stateByAccount::containsKey)
                .map(stateByAccount::get)
                .filter(state -> state.settledUntil() != null);
    }

    private LedgerState state(String account) {
        var state = stateByAccount.get(account);
        if (state == null) {
            throw new IllegalStateException("The ledger of " + account + " is not locked");
        }
        return state;
    }
}
