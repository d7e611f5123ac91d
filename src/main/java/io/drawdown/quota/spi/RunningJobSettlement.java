package io.drawdown.quota.spi;

import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Settles running jobs by usage records that the program creates (R16). */
public interface RunningJobSettlement {

    /**
     * Settles the running jobs of accounts whose ledgers are locked, up to an instant.
     *
     * @return the balance of each package that they drew from
     */
    List<PackageBalance> settle(LockedLedgers ledgers, Set<String> accounts, Instant until);
}
