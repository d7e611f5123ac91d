package io.drawdown.usage.settlement;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.billing.ChargeBatch;
import io.drawdown.quota.QuotaBatch;
import io.drawdown.quota.QuotaChanged;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.lines.RunProgress;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.RunRepository;
import io.drawdown.usage.internal.RunRow;
import io.drawdown.usage.internal.UsageRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The usage records of one transaction. They are drawn down and charged, or taken back, in memory, and written
 * together.
 */
public final class UsageBatch {

    /** The source of the usage records that settle running jobs. */
    static final String RUN_SOURCE = "urn:drawdown:run";

    private final UsageRepository repository;
    private final LockedLedgers lockedLedgers;
    private final QuotaBatch quotas;
    private final ChargeBatch charges;
    private final List<UsageRepository.NewUsage> recorded = new ArrayList<>();
    private final List<UsageRepository.NewVoid> voids = new ArrayList<>();

    UsageBatch(UsageRepository repository, LockedLedgers lockedLedgers, QuotaBatch quotas, ChargeBatch charges) {
        this.repository = repository;
        this.lockedLedgers = lockedLedgers;
        this.quotas = quotas;
        this.charges = charges;
    }

    /** Settles a usage record with a given entry: first from the packages, the rest at the list price (R8). */
    void record(Account account, UsageRef ref, UsageEvent.Recorded usage, Money perNodeHour) {
        record(account, ref, new LineOwner(ref.account(), ref.entry(), usage.job()), usage, perNodeHour);
    }

    /** Lets the next settlement of these runs continue the lines of the one before. */
    void continueLines(Collection<RunRow> runs) {
        var progress = runs.stream()
                .map(run -> new RunProgress(ownerOf(run), run.startedAt(), run.settledUntil()))
                .toList();
        quotas.continueLines(progress);
        charges.continueLines(progress);
    }

    /** Settles a run up to an instant, by a usage record that the program creates (R16). */
    RunRepository.RunSegment settleRun(Account account, RunRow run, Instant until) {
        var ref = nextRef(account.code());
        record(
                account,
                ref,
                ownerOf(run),
                new UsageEvent.Recorded(
                        account.code(),
                        RUN_SOURCE,
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
        return new RunRepository.RunSegment(run.ref(), ref, run.settledUntil(), until);
    }

    private void record(Account account, UsageRef ref, LineOwner owner, UsageEvent.Recorded usage, Money perNodeHour) {
        recorded.add(new UsageRepository.NewUsage(usage, ref.entry(), perNodeHour));
        charges.charge(account, ref, owner, usage.usage(), perNodeHour, quotas.draw(ref, owner, usage.usage()));
    }

    private static LineOwner ownerOf(RunRow run) {
        return new LineOwner(run.ref().account(), run.ref().entry(), run.job());
    }

    /** Takes a usage record back, by a void with a given entry (R12). */
    void voidUsage(Account account, UsageRef usage, long entry) {
        voids.add(new UsageRepository.NewVoid(usage, entry));
        quotas.giveBack(usage);
        charges.reverse(account, usage);
    }

    /** Returns a reference to the next entry in an account's ledger. */
    UsageRef nextRef(String account) {
        return new UsageRef(account, lockedLedgers.nextEntry(account));
    }

    /** Writes everything and publishes it as one change that happens now. */
    void write(Instant now) {
        write(now, quotas -> quotas.flush(now, now));
    }

    /**
     * Writes everything and passes the change to a consumer instead of publishing it.
     *
     * @param happenedAt when the usage happened, which may be before it is settled
     */
    void write(Instant happenedAt, Instant settledAt, Consumer<QuotaChanged> change) {
        write(settledAt, quotas -> quotas.flush(happenedAt, settledAt, change));
    }

    private void write(Instant settledAt, Consumer<QuotaBatch> flush) {
        repository.insertUsage(recorded, settledAt);
        if (!voids.isEmpty()) {
            repository.insertVoids(voids, settledAt);
        }
        flush.accept(quotas);
        charges.flush();
    }
}
