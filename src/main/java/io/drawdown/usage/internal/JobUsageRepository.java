package io.drawdown.usage.internal;

import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.usage.history.JobUsage;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where some jobs of an account ran and how they were paid, in as many statements however many they are. */
public class JobUsageRepository {

    private static final String NET_SUM = "sum(case when %1$s.reverses is null then %1$s.%2$s else -%1$s.%2$s end)";
    private static final String FROM_JOBS =
            "from unnest(cast(:jobs as varchar(255) array)) as k(job) join usage_record u on u.account = :account and u.job = k.job";

    private final JdbcClient jdbc;
    private final LiveBalances liveBalances;
    private final Account account;

    public JobUsageRepository(JdbcClient jdbc, LiveBalances liveBalances, Account account) {
        this.jdbc = jdbc;
        this.liveBalances = liveBalances;
        this.account = account;
    }

    private static final class JobPlaces {

        private final Set<String> regions = new TreeSet<>();
        private final Set<Pool> pools = EnumSet.noneOf(Pool.class);
        private final Set<String> specifications = new TreeSet<>();
        private final Set<Activity> activities = EnumSet.noneOf(Activity.class);
        private Duration runTime = Duration.ZERO;

        void add(String region, Pool pool, String specification, Activity activity, Duration running) {
            regions.add(region);
            pools.add(pool);
            specifications.add(specification);
            activities.add(activity);
            this.runTime = this.runTime.plus(running);
        }
    }

    private record JobCharges(String job, long nodeSeconds, Money amount) {}

    public List<JobUsage> load(List<JobRow> spans) {
        return spans.isEmpty()
                ? List.of()
                : liveBalances.readWithSnapshot(account.code(), accountSnapshot -> load(spans, accountSnapshot));
    }

    private List<JobUsage> load(List<JobRow> spans, AccountSnapshot accountSnapshot) {
        var jobs = spans.stream().map(JobRow::job).toList();
        var voided = spans.getFirst().voided();
        var places = findPlaces(jobs, voided);
        var deducted = sumDeducted(jobs);
        var charged = sumCharged(jobs);
        var running = voided
                ? Map.<String, List<AccountSnapshot.UnsettledJob>>of()
                : accountSnapshot.jobs().stream()
                        .collect(Collectors.groupingBy(one -> one.job().job()));
        return spans.stream()
                .map(span -> toJobUsage(
                        span,
                        places.getOrDefault(span.job(), new JobPlaces()),
                        deducted.getOrDefault(span.job(), 0L),
                        charged.getOrDefault(span.job(), new JobCharges(span.job(), 0, Money.zero(account.currency()))),
                        running.getOrDefault(span.job(), List.of()),
                        accountSnapshot.at()))
                .toList();
    }

    private JobUsage toJobUsage(
            JobRow span,
            JobPlaces jobPlaces,
            long deducted,
            JobCharges jobCharges,
            List<AccountSnapshot.UnsettledJob> running,
            Instant at) {
        var uncovered = 0L;
        var covered = 0L;
        var amount = jobCharges.amount();
        for (var one : running) {
            var runningUsage = one.job().usage();
            var stretch = runningUsage.between(runningUsage.from(), at);
            jobPlaces.add(
                    runningUsage.region(),
                    runningUsage.pool(),
                    runningUsage.specification(),
                    runningUsage.activity(),
                    Duration.between(stretch.start(), stretch.end()));
            uncovered = Math.addExact(uncovered, one.uncoveredNodeSeconds());
            covered = Math.addExact(covered, one.unsettledNodeSeconds() - one.uncoveredNodeSeconds());
            amount = amount.plus(one.job().perNodeHour().forNodeSeconds(one.uncoveredNodeSeconds()));
        }
        var currentRun = currentRun(running, at);
        return new JobUsage(
                span.job(),
                span.voided(),
                jobPlaces.regions,
                jobPlaces.pools,
                jobPlaces.specifications,
                jobPlaces.activities,
                span.nodes(),
                span.startedAt(),
                currentRun == null ? span.endedAt() : latest(at, currentRun.startedAt()),
                jobPlaces.runTime,
                currentRun == null
                        ? span.nodeSeconds()
                        : Math.addExact(deducted + jobCharges.nodeSeconds(), covered + uncovered),
                deducted + covered,
                jobCharges.nodeSeconds() + uncovered,
                amount.rounded(),
                currentRun);
    }

    private static JobUsage.@Nullable CurrentRun currentRun(List<AccountSnapshot.UnsettledJob> running, Instant at) {
        var going = running.stream()
                .filter(one -> one.job().usage().until() == null
                        || one.job().usage().until().isAfter(at))
                .toList();
        return going.stream()
                .map(one -> one.job().startedAt())
                .min(Comparator.naturalOrder())
                .map(since -> new JobUsage.CurrentRun(
                        since,
                        going.stream()
                                .mapToLong(one -> one.job().usage().nodes())
                                .sum(),
                        going.stream()
                                .map(AccountSnapshot.UnsettledJob::givingPackageId)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        going.stream()
                                .anyMatch(one -> one.givingPackageId() == null
                                        && !one.job().usage().from().isAfter(at))))
                .orElse(null);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Map<String, JobPlaces> findPlaces(Collection<String> jobs, boolean voided) {
        var places = new HashMap<String, JobPlaces>();
        queryJobs("""
                select u.job, u.region, u.pool, u.specification, u.activity,
                       sum(extract(epoch from (u.ended_at - u.started_at))) as seconds
                %s
                where %s exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)
                group by u.job, u.region, u.pool, u.specification, u.activity""".formatted(FROM_JOBS, voided ? "" : "not"), jobs).query(row -> {
            places.computeIfAbsent(row.getString("job"), job -> new JobPlaces())
                    .add(
                            row.getString("region"),
                            Pool.valueOf(row.getString("pool")),
                            row.getString("specification"),
                            Activity.valueOf(row.getString("activity")),
                            Duration.ofSeconds(row.getBigDecimal("seconds").longValue()));
        });
        return places;
    }

    private Map<String, Long> sumDeducted(Collection<String> jobs) {
        var deducted = new HashMap<String, Long>();
        queryJobs(
                        "select u.job, " + NET_SUM.formatted("d", "node_seconds") + " as node_seconds " + FROM_JOBS
                                + " join deduction d on d.account = u.account and d.usage_entry = u.entry group by u.job",
                        jobs)
                .query(row -> {
                    deducted.put(row.getString("job"), row.getLong("node_seconds"));
                });
        return deducted;
    }

    private Map<String, JobCharges> sumCharged(Collection<String> jobs) {
        return queryJobs(
                        "select u.job, " + NET_SUM.formatted("c", "node_seconds") + " as node_seconds, "
                                + NET_SUM.formatted("c", "amount") + " as amount " + FROM_JOBS
                                + " join charge c on c.account = u.account and c.usage_entry = u.entry group by u.job",
                        jobs)
                .query((row, index) -> new JobCharges(
                        row.getString("job"),
                        row.getLong("node_seconds"),
                        new Money(row.getBigDecimal("amount"), account.currency())))
                .list()
                .stream()
                .collect(Collectors.toMap(JobCharges::job, Function.identity()));
    }

    private JdbcClient.StatementSpec queryJobs(String sql, Collection<String> jobs) {
        return jdbc.sql(sql)
                .param("account", account.code())
                .param("jobs", Sql.array("varchar", jobs, Function.identity()));
    }
}
