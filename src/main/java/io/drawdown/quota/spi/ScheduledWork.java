package io.drawdown.quota.spi;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Work that comes with time: what happens to packages by the calendar alone (R21). */
public interface ScheduledWork {

    /**
     * Does what is due of accounts by an instant. Their ledgers are locked, and their running jobs are settled up to it. It
     * schedules what is due next by {@code Ledger.scheduleAt}.
     *
     * @param changed the packages that running jobs have drawn from up to the instant; nobody else is told about them
     */
    void runDue(Set<String> accounts, Instant at, List<PackageBalance> changed);
}
