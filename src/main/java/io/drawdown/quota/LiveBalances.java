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
 * Computes balances that include the usage of running jobs up to now (R16). It writes nothing. It doesn't check
 * access: the caller must have checked that the user may read the account.
 */
@Service
public class LiveBalances {

    private final LedgerRepository ledgers;
    private final ProjectionLoader projections;
    private final Clock clock;

    LiveBalances(LedgerRepository ledgers, ProjectionLoader projections, Clock clock) {
        this.ledgers = ledgers;
        this.projections = projections;
        this.clock = clock;
    }

    /** Returns a snapshot of an account as of now. */
    public AccountSnapshot snapshot(String account) {
        return readWithSnapshot(account, accountSnapshot -> accountSnapshot);
    }

    /**
     * Reads settled data of an account together with a snapshot that fits it. If jobs are settled meanwhile, it reads
     * again, so that nothing is counted twice or left out.
     */
    public <T> T readWithSnapshot(String account, Function<AccountSnapshot, T> read) {
        return projections.readConsistently(
                account,
                heading -> read.apply(heading.map(running -> AccountSnapshot.of(running, clock.instant()))
                        .orElseGet(() -> AccountSnapshot.withoutRunningJobs(clock.instant()))));
    }

    /**
     * Returns the versions of these accounts' ledgers in one statement. A version differs from the one before if the
     * account has changed.
     */
    public Map<String, LedgerVersion> versions(Collection<String> accounts) {
        return ledgers.findVersions(accounts);
    }
}
