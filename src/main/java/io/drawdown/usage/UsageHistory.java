package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Months;
import io.drawdown.base.sql.Listing;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.usage.history.DayUsage;
import io.drawdown.usage.history.MonthUsage;
import io.drawdown.usage.history.RecentUsage;
import io.drawdown.usage.history.UsageEntry;
import io.drawdown.usage.history.UsageTotals;
import io.drawdown.usage.internal.DailyUsageRepository;
import io.drawdown.usage.internal.UsageHistoryRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service that reads an account's past usage and how it was paid. */
@Service
public class UsageHistory {

    private final UsageHistoryRepository repository;
    private final DailyUsageRepository dailyUsage;
    private final LiveBalances liveBalances;
    private final Access access;
    private final Clock clock;

    UsageHistory(
            UsageHistoryRepository repository,
            DailyUsageRepository dailyUsage,
            LiveBalances liveBalances,
            Access access,
            Clock clock) {
        this.repository = repository;
        this.dailyUsage = dailyUsage;
        this.liveBalances = liveBalances;
        this.access = access;
        this.clock = clock;
    }

    /** Lists usage records of a job, or running in `[from, to)`, in the order in which they were settled. */
    @Transactional(readOnly = true)
    public Listing<UsageEntry> list(
            String account, @Nullable String job, @Nullable Instant from, @Nullable Instant to) {
        access.requireRead(account);
        return repository.list(account, job, from, to);
    }

    /** Returns the total usage of an account. */
    @Transactional(readOnly = true)
    public UsageTotals getTotals(String code) {
        return repository.getTotals(access.requireRead(code));
    }

    /**
     * Returns the usage of a month of the account's calendar: the records whose last second lies in it, and what
     * running jobs have used in it up to now.
     */
    @Transactional(readOnly = true)
    public MonthUsage getMonth(String code, YearMonth month) {
        var account = access.requireRead(code);
        return liveBalances.readWithSnapshot(
                code, snapshot -> withRunningJobs(repository.getMonth(account, month), account, snapshot));
    }

    private static MonthUsage withRunningJobs(MonthUsage settled, Account account, AccountSnapshot snapshot) {
        var from = Months.start(settled.month(), account.zone());
        var to = Months.start(settled.month().plusMonths(1), account.zone());
        var covered = settled.deductedNodeSeconds();
        var charged = settled.chargedNodeSeconds();
        var savings = settled.savings();
        for (var running : snapshot.jobs()) {
            var usage = running.job().usage();
            var stretch = usage.between(usage.from(), snapshot.at());
            var used = new RunInterval(stretch.start(), stretch.end(), stretch.nodes(), running.unsettledNodeSeconds())
                    .nodeSecondsBetween(from, to);
            var uncovered = new RunInterval(
                            stretch.start(), stretch.end(), stretch.nodes(), running.uncoveredNodeSeconds())
                    .nodeSecondsBetween(from, to);
            covered = Math.addExact(covered, used - uncovered);
            charged = Math.addExact(charged, uncovered);
            savings = savings.plus(new Money(
                    running.job().perNodeHour().forNodeSeconds(used - uncovered).amount(), account.currency()));
        }
        return new MonthUsage(settled.month(), covered, charged, savings.rounded());
    }

    /** Returns an account's usage by region and specification that ended in the last days, the most first. */
    @Transactional(readOnly = true)
    public List<RecentUsage> listRecent(String account, int days) {
        access.requireRead(account);
        return repository.listRecent(account, clock.instant().minus(Duration.ofDays(days)));
    }

    /**
     * Returns an account's usage on each of the last days of its calendar, including today, net of what was voided.
     * It includes what running jobs have used up to now. Usage across midnight is divided between its days. A piece
     * that is partly covered is charged on its later days.
     */
    @Transactional(readOnly = true)
    public List<DayUsage> listDays(String code, int days) {
        var account = access.requireRead(code);
        var today = LocalDate.ofInstant(clock.instant(), account.zone());
        return liveBalances.readWithSnapshot(code, snapshot -> {
            var sums = new DailyUsageSums(account.zone(), today.minusDays(days - 1L), days);
            dailyUsage.read(code, sums.midnights(), sums::add);
            snapshot.jobs().forEach(running -> sums.add(running, snapshot.at()));
            return sums.toDays();
        });
    }

    /** Returns whether an account has ever used a specification in a region. */
    @Transactional(readOnly = true)
    public boolean hasRun(String account, String region, String specification) {
        access.requireRead(account);
        return repository.hasRun(account, region, specification);
    }
}
