package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Sql;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.Live;
import io.drawdown.quota.Moment;
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
class JobDetails {

    private static final String NET = "sum(case when %1$s.reverses is null then %1$s.%2$s else -%1$s.%2$s end)";
    private static final String JOBS =
            "from unnest(cast(:jobs as varchar(255) array)) as k(job) join usage_record u on u.account = :account and u.job = k.job";

    private final JdbcClient jdbc;
    private final Live live;
    private final Account account;

    JobDetails(JdbcClient jdbc, Live live, Account account) {
        this.jdbc = jdbc;
        this.live = live;
        this.account = account;
    }

    private static final class Place {

        private final Set<String> regions = new TreeSet<>();
        private final Set<Pool> pools = EnumSet.noneOf(Pool.class);
        private final Set<String> specifications = new TreeSet<>();
        private final Set<Activity> activities = EnumSet.noneOf(Activity.class);
        private Duration running = Duration.ZERO;

        void add(String region, Pool pool, String specification, Activity activity, Duration running) {
            regions.add(region);
            pools.add(pool);
            specifications.add(specification);
            activities.add(activity);
            this.running = this.running.plus(running);
        }
    }

    private record Charged(String job, long nodeSeconds, Money amount) {}

    List<JobUsage> of(List<JobSpan> spans) {
        return spans.isEmpty() ? List.of() : live.with(account.code(), moment -> of(spans, moment));
    }

    private List<JobUsage> of(List<JobSpan> spans, Moment moment) {
        var jobs = spans.stream().map(JobSpan::job).toList();
        var voided = spans.getFirst().voided();
        var places = places(jobs, voided);
        var deducted = deducted(jobs);
        var charged = charged(jobs);
        var running = voided
                ? Map.<String, List<Moment.Running>>of()
                : moment.jobs().stream()
                        .collect(Collectors.groupingBy(one -> one.job().job()));
        return spans.stream()
                .map(span -> usage(
                        span,
                        places.getOrDefault(span.job(), new Place()),
                        deducted.getOrDefault(span.job(), 0L),
                        charged.getOrDefault(span.job(), new Charged(span.job(), 0, Money.zero(account.currency()))),
                        running.getOrDefault(span.job(), List.of()),
                        moment.at()))
                .toList();
    }

    private JobUsage usage(
            JobSpan span, Place place, long deducted, Charged charged, List<Moment.Running> running, Instant at) {
        var uncovered = 0L;
        var covered = 0L;
        var amount = charged.amount();
        for (var one : running) {
            var burn = one.job().burn();
            var stretch = burn.between(burn.from(), at);
            place.add(
                    burn.region(),
                    burn.pool(),
                    burn.specification(),
                    burn.activity(),
                    Duration.between(stretch.start(), stretch.end()));
            uncovered = Math.addExact(uncovered, one.uncovered());
            covered = Math.addExact(covered, one.nodeSeconds() - one.uncovered());
            amount = amount.plus(one.job().perNodeHour().forNodeSeconds(one.uncovered()));
        }
        var now = now(running, at);
        return new JobUsage(
                span.job(),
                span.voided(),
                place.regions,
                place.pools,
                place.specifications,
                place.activities,
                span.nodes(),
                span.startedAt(),
                now == null ? span.endedAt() : latest(at, now.since()),
                place.running,
                now == null ? span.nodeSeconds() : Math.addExact(deducted + charged.nodeSeconds(), covered + uncovered),
                deducted + covered,
                charged.nodeSeconds() + uncovered,
                amount.rounded(),
                now);
    }

    private static JobUsage.@Nullable Now now(List<Moment.Running> running, Instant at) {
        var going = running.stream()
                .filter(one -> one.job().burn().until() == null
                        || one.job().burn().until().isAfter(at))
                .toList();
        return going.stream()
                .map(one -> one.job().startedAt())
                .min(Comparator.naturalOrder())
                .map(since -> new JobUsage.Now(
                        since,
                        going.stream()
                                .mapToLong(one -> one.job().burn().nodes())
                                .sum(),
                        going.stream()
                                .map(Moment.Running::paying)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toCollection(TreeSet::new)),
                        going.stream()
                                .anyMatch(one -> one.paying() == null
                                        && !one.job().burn().from().isAfter(at))))
                .orElse(null);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Map<String, Place> places(Collection<String> jobs, boolean voided) {
        var places = new HashMap<String, Place>();
        query("""
                select u.job, u.region, u.pool, u.specification, u.activity,
                       sum(extract(epoch from (u.ended_at - u.started_at))) as seconds
                %s
                where %s exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)
                group by u.job, u.region, u.pool, u.specification, u.activity""".formatted(JOBS, voided ? "" : "not"), jobs).query(row -> {
            places.computeIfAbsent(row.getString("job"), job -> new Place())
                    .add(
                            row.getString("region"),
                            Pool.valueOf(row.getString("pool")),
                            row.getString("specification"),
                            Activity.valueOf(row.getString("activity")),
                            Duration.ofSeconds(row.getBigDecimal("seconds").longValue()));
        });
        return places;
    }

    private Map<String, Long> deducted(Collection<String> jobs) {
        var deducted = new HashMap<String, Long>();
        query(
                        "select u.job, " + NET.formatted("d", "node_seconds") + " as node_seconds " + JOBS
                                + " join deduction d on d.account = u.account and d.usage_entry = u.entry group by u.job",
                        jobs)
                .query(row -> {
                    deducted.put(row.getString("job"), row.getLong("node_seconds"));
                });
        return deducted;
    }

    private Map<String, Charged> charged(Collection<String> jobs) {
        return query(
                        "select u.job, " + NET.formatted("c", "node_seconds") + " as node_seconds, "
                                + NET.formatted("c", "amount") + " as amount " + JOBS
                                + " join charge c on c.account = u.account and c.usage_entry = u.entry group by u.job",
                        jobs)
                .query((row, index) -> new Charged(
                        row.getString("job"),
                        row.getLong("node_seconds"),
                        new Money(row.getBigDecimal("amount"), account.currency())))
                .list()
                .stream()
                .collect(Collectors.toMap(Charged::job, Function.identity()));
    }

    private JdbcClient.StatementSpec query(String sql, Collection<String> jobs) {
        return jdbc.sql(sql)
                .param("account", account.code())
                .param("jobs", Sql.array("varchar", jobs, Function.identity()));
    }
}
