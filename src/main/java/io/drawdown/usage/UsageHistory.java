package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.sql.Listing;
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
    private final Access access;
    private final Clock clock;

    UsageHistory(UsageHistoryRepository repository, DailyUsageRepository dailyUsage, Access access, Clock clock) {
        this.repository = repository;
        this.dailyUsage = dailyUsage;
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

    /** Returns the usage of a month of the account's calendar: the records whose last second lies in it. */
    @Transactional(readOnly = true)
    public MonthUsage getMonth(String code, YearMonth month) {
        return repository.getMonth(access.requireRead(code), month);
    }

    /** Returns an account's usage by region and specification that ended in the last days, the most first. */
    @Transactional(readOnly = true)
    public List<RecentUsage> listRecent(String account, int days) {
        access.requireRead(account);
        return repository.listRecent(account, clock.instant().minus(Duration.ofDays(days)));
    }

    /**
     * Returns an account's usage on each of the last days of its calendar, including today, net of what was voided.
     * Usage across midnight is divided between its days. A piece that is partly covered is charged on its later days.
     */
    @Transactional(readOnly = true)
    public List<DayUsage> listDays(String code, int days) {
        var account = access.requireRead(code);
        var today = LocalDate.ofInstant(clock.instant(), account.zone());
        var sums = new DailyUsageSums(account.zone(), today.minusDays(days - 1L), days);
        dailyUsage.read(code, sums.midnights(), sums::add);
        return sums.toDays();
    }

    /** Returns whether an account has ever used a specification in a region. */
    @Transactional(readOnly = true)
    public boolean hasRun(String account, String region, String specification) {
        access.requireRead(account);
        return repository.hasRun(account, region, specification);
    }
}
