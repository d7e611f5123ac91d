package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.internal.Reversals;
import java.time.Duration;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of where jobs ran and how they were paid. Each method is one statement, regardless of the number of jobs. */
@Repository
public class JobUsageRepository {

    private static final String FROM_JOBS =
            "from unnest(cast(:jobs as varchar(255) array)) as k(job) join usage_record u on u.account = :account and u.job = k.job";

    private final JdbcClient jdbc;

    JobUsageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One place, specification and activity of a job, and how long its records ran there. */
    public record JobPlace(
            String job, String region, Pool pool, String specification, Activity activity, Duration runTime) {}

    /** The charges for a job, net of reversals. */
    public record JobCharges(String job, long nodeSeconds, Money amount) {}

    /** Finds where these jobs ran, by their voided or by their unvoided records. */
    public List<JobPlace> findPlaces(String account, Collection<String> jobs, boolean voided) {
        return queryJobs("""
                select u.job, u.region, u.pool, u.specification, u.activity,
                       sum(extract(epoch from (u.ended_at - u.started_at))) as seconds
                %s
                where %s
                group by u.job, u.region, u.pool, u.specification, u.activity""".formatted(FROM_JOBS, voided ? Voids.IS_VOIDED : Voids.IS_NOT_VOIDED), account, jobs)
                .query((row, index) -> new JobPlace(
                        row.getString("job"),
                        row.getString("region"),
                        Pool.valueOf(row.getString("pool")),
                        row.getString("specification"),
                        Activity.valueOf(row.getString("activity")),
                        Duration.ofSeconds(row.getBigDecimal("seconds").longValue())))
                .list();
    }

    /** Sums the node-seconds that packages gave to these jobs, net of reversals, by job. */
    public Map<String, Long> sumDeducted(String account, Collection<String> jobs) {
        var deducted = new HashMap<String, Long>();
        queryJobs(
                        "select u.job, " + Reversals.netSum("d", "node_seconds") + " as node_seconds " + FROM_JOBS
                                + " join deduction d on d.account = u.account and d.usage_entry = u.entry group by u.job",
                        account,
                        jobs)
                .query(row -> {
                    deducted.put(row.getString("job"), row.getLong("node_seconds"));
                });
        return deducted;
    }

    /** Sums the charges for these jobs, by job. */
    public Map<String, JobCharges> sumCharged(String account, Currency currency, Collection<String> jobs) {
        return queryJobs(
                        "select u.job, " + Reversals.netSum("c", "node_seconds") + " as node_seconds, "
                                + Reversals.netSum("c", "amount") + " as amount " + FROM_JOBS
                                + " join charge c on c.account = u.account and c.usage_entry = u.entry group by u.job",
                        account,
                        jobs)
                .query((row, index) -> new JobCharges(
                        row.getString("job"),
                        row.getLong("node_seconds"),
                        new Money(row.getBigDecimal("amount"), currency)))
                .list()
                .stream()
                .collect(Collectors.toMap(JobCharges::job, Function.identity()));
    }

    private JdbcClient.StatementSpec queryJobs(String sql, String account, Collection<String> jobs) {
        return jdbc.sql(sql).param("account", account).param("jobs", Sql.array("varchar", jobs, Function.identity()));
    }
}
