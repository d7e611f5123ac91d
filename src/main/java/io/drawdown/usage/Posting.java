package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.billing.ChargeBatch;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.QuotaBatch;
import io.drawdown.quota.QuotaChanged;
import io.drawdown.quota.UsageRef;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.internal.RunTable;
import io.drawdown.usage.internal.UsageTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The usage records of one transaction: drawn down and charged, or taken back, in memory, and written at once. */
final class Posting {

    /** The source of usage records that running jobs are settled by. */
    static final String RUNS = "urn:drawdown:run";

    private final UsageTables tables;
    private final Ledger.Locked locked;
    private final QuotaBatch quotas;
    private final ChargeBatch charges;
    private final List<UsageTables.NewUsage> recorded = new ArrayList<>();
    private final List<UsageTables.NewVoid> voids = new ArrayList<>();

    Posting(UsageTables tables, Ledger.Locked locked, QuotaBatch quotas, ChargeBatch charges) {
        this.tables = tables;
        this.locked = locked;
        this.quotas = quotas;
        this.charges = charges;
    }

    /** Settles a usage record under a number of its own: first from the packages, the rest at the list price (R8). */
    void record(Account account, UsageRef ref, UsageEvent.Recorded usage, Money perNodeHour) {
        recorded.add(new UsageTables.NewUsage(usage, ref.entry(), perNodeHour));
        charges.charge(account, ref, usage.usage(), perNodeHour, quotas.draw(ref, usage.usage()));
    }

    /** Settles a run from where it is settled up to an instant, by a usage record of the program's own (R16). */
    RunTable.Segment settle(Account account, RunRow run, Instant until) {
        var ref = next(account.code());
        record(
                account,
                ref,
                new UsageEvent.Recorded(
                        account.code(),
                        RUNS,
                        run.ref().entry() + "/" + ref.entry(),
                        run.job(),
                        run.region(),
                        run.pool(),
                        run.specification(),
                        run.activity(),
                        run.nodes(),
                        run.settledUntil(),
                        until),
                run.perNodeHour());
        return new RunTable.Segment(run.ref(), ref, run.settledUntil(), until);
    }

    /** Takes a usage record back under the number of the void (R12). */
    void takeBack(Account account, UsageRef usage, long entry) {
        voids.add(new UsageTables.NewVoid(usage, entry));
        quotas.giveBack(usage);
        charges.takeBack(account, usage);
    }

    /** The next number in an account's ledger. */
    UsageRef next(String account) {
        return new UsageRef(account, locked.nextEntry(account));
    }

    /** Writes everything, as one change that happens now. */
    void write(Instant now) {
        write(now, quotas -> quotas.flush(now, now));
    }

    /**
     * Writes everything, as one change that somebody else tells of.
     *
     * @param happenedAt when it happened, which may be before it is settled
     */
    void write(Instant happenedAt, Instant settledAt, Consumer<QuotaChanged> change) {
        write(settledAt, quotas -> quotas.flush(happenedAt, settledAt, change));
    }

    private void write(Instant settledAt, Consumer<QuotaBatch> flush) {
        tables.insertUsage(recorded, settledAt);
        if (!voids.isEmpty()) {
            tables.insertVoids(voids, settledAt);
        }
        flush.accept(quotas);
        charges.flush();
    }
}
