package io.drawdown.quota;

import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.internal.LedgerRepository;
import io.drawdown.quota.ledger.LedgerVersion;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Reckons what running jobs have used up to now on top of what is settled, without writing anything (R16). It asks for no
 * rights: its caller has checked that whoever asks may read the account.
 */
@Service
public class LiveBalances {

    private final LedgerRepository ledgers;
    private final ProjectionLoader projections;
    private final Clock clock;

    LiveBalances(LedgerRepository ledgers, ProjectionLoader projectionLoader, Clock clock) {
        this.ledgers = ledgers;
        this.projections = projectionLoader;
        this.clock = clock;
    }

    /** An account now. */
    public AccountSnapshot snapshot(String account) {
        return readWithSnapshot(account, accountSnapshot -> accountSnapshot);
    }

    /**
     * Reads something of what is settled of an account together with what has run since. What is settled while it reads is read
     * again, so that nothing is counted twice or left out.
     */
    public <T> T readWithSnapshot(String account, Function<AccountSnapshot, T> read) {
        return projections.readConsistently(
                account,
                heading -> read.apply(heading.map(running -> AccountSnapshot.of(running, clock.instant()))
                        .orElseGet(() -> AccountSnapshot.withoutRunningJobs(clock.instant()))));
    }

    /** The versions of these accounts' ledgers, by which a change can be seen, in one statement however many they are. */
    public Map<String, LedgerVersion> versions(Collection<String> accounts) {
        return ledgers.findVersions(accounts);
    }
}
