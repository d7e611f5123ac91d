package io.drawdown.quota.spi;

import java.util.Collection;
import java.util.List;

/** The running jobs of accounts, which live balances need. The module that takes in events implements it. */
public interface RunningJobs {

    /**
     * Finds the running jobs of these accounts. The jobs of one account are in the order in which they are settled
     * (R16).
     */
    List<RunningJob> find(Collection<String> accounts);
}
