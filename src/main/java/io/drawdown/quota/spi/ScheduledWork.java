package io.drawdown.quota.spi;

import io.drawdown.quota.packages.PackageBalance;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Work that is due by the calendar, such as the expiry of packages (R21). */
public interface ScheduledWork {

    /**
     * Does the work of accounts that is due by an instant. Their ledgers are locked, and their running jobs are
     * settled up to it. It schedules the next work by {@code Ledger.scheduleAt}.
     *
     * @param changed the packages that running jobs have drawn from up to the instant; no event is published for them
     */
    void runDue(Set<String> accounts, Instant at, List<PackageBalance> changed);
}
