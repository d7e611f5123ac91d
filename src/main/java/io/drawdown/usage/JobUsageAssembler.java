package io.drawdown.usage;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.usage.history.JobUsage;
import io.drawdown.usage.internal.JobRow;
import io.drawdown.usage.internal.JobUsageRepository;
import io.drawdown.usage.internal.JobUsageRepository.JobCharges;
import io.drawdown.usage.internal.JobUsageRepository.JobPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Combines the settled and the running usage of jobs. The number of statements doesn't depend on the number of jobs.
 */
@Component
class JobUsageAssembler {

    private final JobUsageRepository repository;
    private final LiveBalances liveBalances;

    JobUsageAssembler(JobUsageRepository repository, LiveBalances liveBalances) {
        this.repository = repository;
        this.liveBalances = liveBalances;
    }

    private static final class JobPlaces {

        private final Set<String> regions = new TreeSet<>();
        private final Set<Pool> pools = EnumSet.noneOf(Pool.class);
        private final Set<String> specifications = new TreeSet<>();
        private final Set<Activity> activities = EnumSet.noneOf(Activity.class);
        private Duration runTime = Duration.ZERO;

        void add(JobPlace place) {
            add(place.region(), place.pool(), place.specification(), place.activity(), place.runTime());
        }

        void add(String region, Pool pool, String specification, Activity activity, Duration running) {
            regions.add(region);
            pools.add(pool);
            specifications.add(specification);
            activities.add(activity);
            this.runTime = this.runTime.plus(running);
        }
    }

    /** Assembles the usage of some jobs of an account, in the same order. */
    List<JobUsage> assemble(Account account, List<JobRow> rows) {
        return rows.isEmpty()
                ? List.of()
                : liveBalances.readWithSnapshot(
                        account.code(), accountSnapshot -> assemble(account, rows, accountSnapshot));
    }

    private List<JobUsage> assemble(Account account, List<JobRow> rows, AccountSnapshot accountSnapshot) {
        var jobs = rows.stream().map(JobRow::job).toList();
        var voided = rows.getFirst().voided();
        var places = findPlaces(account.code(), jobs, voided);
        var deducted = repository.sumDeducted(account.code(), jobs);
        var charged = repository.sumCharged(account.code(), account.currency(), jobs);
        var running = voided
                ? Map.<String, List<AccountSnapshot.UnsettledJob>>of()
                : accountSnapshot.jobs().stream()
                        .collect(Collectors.groupingBy(
                                unsettledJob -> unsettledJob.job().job()));
        return rows.stream()
                .map(row -> toJobUsage(
                        row,
                        places.getOrDefault(row.job(), new JobPlaces()),
                        deducted.getOrDefault(row.job(), 0L),
                        charged.getOrDefault(row.job(), new JobCharges(row.job(), 0, Money.zero(account.currency()))),
                        running.getOrDefault(row.job(), List.of()),
                        accountSnapshot.at()))
                .toList();
    }

    private JobUsage toJobUsage(
            JobRow row,
            JobPlaces jobPlaces,
            long deducted,
            JobCharges jobCharges,
            List<AccountSnapshot.UnsettledJob> running,
            Instant at) {
        var uncovered = 0L;
        var covered = 0L;
        var amount = jobCharges.amount();
        for (var unsettledJob : running) {
            var runningUsage = unsettledJob.job().usage();
            var stretch = runningUsage.between(runningUsage.from(), at);
            jobPlaces.add(
                    runningUsage.region(),
                    runningUsage.pool(),
                    runningUsage.specification(),
                    runningUsage.activity(),
                    Duration.between(stretch.start(), stretch.end()));
            uncovered = Math.addExact(uncovered, unsettledJob.uncoveredNodeSeconds());
            covered = Math.addExact(covered, unsettledJob.unsettledNodeSeconds() - unsettledJob.uncoveredNodeSeconds());
            amount = amount.plus(unsettledJob.job().perNodeHour().forNodeSeconds(unsettledJob.uncoveredNodeSeconds()));
        }
        var currentRun = currentRun(running, at);
        return new JobUsage(
                row.job(),
                row.voided(),
                jobPlaces.regions,
                jobPlaces.pools,
                jobPlaces.specifications,
                jobPlaces.activities,
                row.nodes(),
                row.startedAt(),
                currentRun == null ? row.endedAt() : latest(at, currentRun.startedAt()),
                jobPlaces.runTime,
                currentRun == null
                        ? row.nodeSeconds()
                        : Math.addExact(deducted + jobCharges.nodeSeconds(), covered + uncovered),
                deducted + covered,
                jobCharges.nodeSeconds() + uncovered,
                amount.rounded(),
                currentRun);
    }

    private static JobUsage.@Nullable CurrentRun currentRun(List<AccountSnapshot.UnsettledJob> running, Instant at) {
        var going = running.stream()
                .filter(unsettledJob -> unsettledJob.job().usage().until() == null
                        || unsettledJob.job().usage().until().isAfter(at))
                .toList();
        return going.stream()
                .map(unsettledJob -> unsettledJob.job().startedAt())
                .min(Comparator.naturalOrder())
                .map(since -> new JobUsage.CurrentRun(
                        since,
                        going.stream()
                                .mapToLong(unsettledJob ->
                                        unsettledJob.job().usage().nodes())
                                .sum(),
                        going.stream()
                                .map(AccountSnapshot.UnsettledJob::givingPackageId)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        going.stream()
                                .anyMatch(unsettledJob -> unsettledJob.givingPackageId() == null
                                        && !unsettledJob.job().usage().from().isAfter(at))))
                .orElse(null);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Map<String, JobPlaces> findPlaces(String account, Collection<String> jobs, boolean voided) {
        var places = new HashMap<String, JobPlaces>();
        repository
                .findPlaces(account, jobs, voided)
                .forEach(place -> places.computeIfAbsent(place.job(), job -> new JobPlaces())
                        .add(place));
        return places;
    }
}
