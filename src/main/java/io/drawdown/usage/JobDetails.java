package io.drawdown.usage;

import io.drawdown.account.Account;
import io.drawdown.base.Money;
import io.drawdown.base.Sql;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where some jobs of an account ran and how they were paid, in three statements however many they are. */
class JobDetails {

    private static final String NET = "sum(case when %1$s.reverses is null then %1$s.%2$s else -%1$s.%2$s end)";
    private static final String JOBS =
            "from unnest(cast(:jobs as varchar(255) array)) as k(job) join usage_record u on u.account = :account and u.job = k.job";

    private final JdbcClient jdbc;
    private final Account account;

    JobDetails(JdbcClient jdbc, Account account) {
        this.jdbc = jdbc;
        this.account = account;
    }

    private static final class Place {

        private final Set<String> regions = new TreeSet<>();
        private final Set<Pool> pools = EnumSet.noneOf(Pool.class);
        private final Set<String> specifications = new TreeSet<>();
        private final Set<Activity> activities = EnumSet.noneOf(Activity.class);
        private Duration running = Duration.ZERO;
    }

    private record Charged(String job, long nodeSeconds, Money amount) {}

    List<JobUsage> of(List<JobSpan> spans) {
        if (spans.isEmpty()) {
            return List.of();
        }
        var jobs = spans.stream().map(JobSpan::job).toList();
        var voided = spans.getFirst().voided();
        var places = places(jobs, voided);
        var deducted = deducted(jobs);
        var charged = charged(jobs);
        return spans.stream()
                .map(span -> usage(span, places.get(span.job()), deducted.getOrDefault(span.job(), 0L), charged.get(span.job())))
                .toList();
    }

    private JobUsage usage(JobSpan span, Place place, long deducted, Charged charged) {
        return new JobUsage(span.job(), span.voided(), place.regions, place.pools, place.specifications, place.activities,
                span.nodes(), span.startedAt(), span.endedAt(), place.running, span.nodeSeconds(), deducted,
                charged == null ? 0 : charged.nodeSeconds(),
                charged == null ? Money.zero(account.currency()) : charged.amount());
    }

    private Map<String, Place> places(Collection<String> jobs, boolean voided) {
        var places = new HashMap<String, Place>();
        query("""
                select u.job, u.region, u.pool, u.specification, u.activity,
                       sum(extract(epoch from (u.ended_at - u.started_at))) as seconds
                %s
                where %s exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)
                group by u.job, u.region, u.pool, u.specification, u.activity""".formatted(JOBS, voided ? "" : "not"), jobs)
                .query(row -> {
                    var place = places.computeIfAbsent(row.getString("job"), job -> new Place());
                    place.regions.add(row.getString("region"));
                    place.pools.add(Pool.valueOf(row.getString("pool")));
                    place.specifications.add(row.getString("specification"));
                    place.activities.add(Activity.valueOf(row.getString("activity")));
                    place.running = place.running.plusSeconds(row.getBigDecimal("seconds").longValue());
                });
        return places;
    }

    private Map<String, Long> deducted(Collection<String> jobs) {
        var deducted = new HashMap<String, Long>();
        query("select u.job, " + NET.formatted("d", "node_seconds") + " as node_seconds " + JOBS
                        + " join deduction d on d.account = u.account and d.usage_entry = u.entry group by u.job", jobs)
                .query(row -> {
                    deducted.put(row.getString("job"), row.getLong("node_seconds"));
                });
        return deducted;
    }

    private Map<String, Charged> charged(Collection<String> jobs) {
        return query("select u.job, " + NET.formatted("c", "node_seconds") + " as node_seconds, "
                        + NET.formatted("c", "amount") + " as amount " + JOBS
                        + " join charge c on c.account = u.account and c.usage_entry = u.entry group by u.job", jobs)
                .query((row, index) -> new Charged(row.getString("job"), row.getLong("node_seconds"),
                        new Money(row.getBigDecimal("amount"), account.currency()).rounded()))
                .list()
                .stream()
                .collect(Collectors.toMap(Charged::job, Function.identity()));
    }

    private JdbcClient.StatementSpec query(String sql, Collection<String> jobs) {
        return jdbc.sql(sql).param("account", account.code()).param("jobs", Sql.array("varchar", jobs, Function.identity()));
    }
}
