package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.internal.Reversals;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobState;
import io.drawdown.usage.history.UsagePiece;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of jobs, read from their usage records and runs. */
@Repository
public class JobRepository {

    /** The SQL for the end of a run's usage at `:now`. */
    private static final String RUN_END =
            "greatest(r.started_at, least(coalesce(r.stopped_at, cast(:now as timestamp with time zone)), cast(:now as timestamp with time zone)))";

    private static final String SELECT_RECORDS = """
            select u.job, u.region, u.specification, u.nodes, u.started_at, u.ended_at, u.node_seconds, 0 as running
            from usage_record u where u.account = :account and %s""".formatted(Voids.IS_NOT_VOIDED);

    private static final String SELECT_RUNS = """
            select r.job, r.region, r.specification, r.nodes, r.started_at, %1$s,
                   cast(r.nodes * extract(epoch from (greatest(%1$s, r.settled_until) - r.settled_until)) as bigint),
                   case when r.stopped_at <= :now then 0 else 1 end
            from run r where r.account = :account and r.open = true""".formatted(RUN_END);

    private static final String PIECES_TABLE = """
            (select d.entry, u.source, u.event_id, case when %1$s then 1 else 0 end as voided, u.region, u.pool, u.specification,
                    u.activity, u.nodes, d.from_at, d.to_at, d.node_seconds, d.package_id, cast(null as numeric(30, 8)) as per_node_hour,
                    cast(null as numeric(38, 8)) as amount, u.currency, cast(null as varchar(30)) as reason,
                    cast(null as bigint) as because, d.reverses,
                    (select r.node_seconds from deduction r where r.account = d.account and r.reverses = d.entry) as reversed
             from usage_record u join deduction d on d.account = u.account and d.usage_entry = u.entry
             where u.account = :account and u.job = :job
             union all
             select c.entry, u.source, u.event_id, case when %1$s then 1 else 0 end, u.region, u.pool, u.specification,
                    u.activity, u.nodes, c.from_at, c.to_at, c.node_seconds, cast(null as bigint), c.per_node_hour,
                    c.amount, c.currency, c.reason, c.because, c.reverses,
                    (select r.node_seconds from charge r where r.account = c.account and r.reverses = c.entry)
             from usage_record u join charge c on c.account = u.account and c.usage_entry = u.entry
             where u.account = :account and u.job = :job) p""".formatted(Voids.IS_VOIDED);

    /** The SQL for what the lines of reversals take back of the pieces of a line. */
    private static final String REVERSED_OF_LINE = """
            (select sum(r.node_seconds) from %s r
             where r.account = l.account and r.job = l.job and r.from_at >= l.from_at and r.from_at < l.to_at
               and r.owner = l.owner and r.reverses between l.entry and l.last_entry and %s)""";

    private static final String LINES_TABLE = """
            (select l.entry, u.source, u.event_id, case when %1$s then 1 else 0 end as voided, u.region, u.pool, u.specification,
                    u.activity, u.nodes, l.from_at, l.to_at, l.node_seconds, l.package_id, cast(null as numeric(30, 8)) as per_node_hour,
                    cast(null as numeric(38, 8)) as amount, u.currency, cast(null as varchar(30)) as reason,
                    cast(null as bigint) as because, l.reverses, %2$s as reversed
             from deduction_line l join usage_record u on u.account = l.account and u.entry = l.usage_entry
             where l.account = :account and l.job = :job
             union all
             select l.entry, u.source, u.event_id, case when %1$s then 1 else 0 end, u.region, u.pool, u.specification,
                    u.activity, u.nodes, l.from_at, l.to_at, l.node_seconds, cast(null as bigint), l.per_node_hour,
                    l.amount, l.currency, l.reason, l.because, l.reverses, %3$s
             from charge_line l join usage_record u on u.account = l.account and u.entry = l.usage_entry
             where l.account = :account and l.job = :job) p""".formatted(
                    Voids.IS_VOIDED,
                    REVERSED_OF_LINE.formatted("deduction_line", "r.package_id = l.package_id"),
                    REVERSED_OF_LINE.formatted(
                            "charge_line", "r.reason = l.reason and coalesce(r.because, 0) = coalesce(l.because, 0)"));

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    JobRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * Lists the jobs of an account that match a filter and are running or have unvoided records. Running jobs come
     * first, then the latest to end.
     */
    public Listing<JobRow> list(String account, JobFilter filter, AccountSnapshot accountSnapshot) {
        return new SqlListing<>(
                        database,
                        "j.job, j.nodes, j.started_at, j.ended_at, j.node_seconds",
                        jobsTable(
                                filter,
                                accountSnapshot.jobs().isEmpty()
                                        ? SELECT_RECORDS
                                        : SELECT_RECORDS + " union all " + SELECT_RUNS),
                        (row, index) -> JobRow.read(row, false))
                .with("account", account)
                .with("now", Sql.utc(accountSnapshot.at()))
                .with("text", Sql.containsPattern(filter.text()))
                .with("region", filter.region())
                .with("specification", filter.specification())
                .with("reason", filter.reason() == null ? null : filter.reason().name())
                .where(
                        "j.running = :running",
                        "running",
                        filter.state() == null ? null : filter.state() == JobState.RUNNING ? 1 : 0)
                .where("j.ended_at > :from", "from", Sql.utcOrNull(filter.from()))
                .where("j.started_at < :to", "to", Sql.utcOrNull(filter.to()))
                .orderBy(
                        SortColumn.integer("j.running").descending(),
                        SortColumn.instant("j.ended_at").descending(),
                        SortColumn.text("j.job"))
                .sortable("job", SortColumn.text("j.job"))
                .sortable("nodes", SortColumn.integer("j.nodes"))
                .sortable("startedAt", SortColumn.instant("j.started_at"))
                .sortable("endedAt", SortColumn.instant("j.ended_at"))
                .sortable("nodeSeconds", SortColumn.decimal("j.node_seconds"));
    }

    /**
     * Finds these jobs of an account, by their voided records, or by their unvoided records and runs. Jobs without
     * any are left out.
     */
    public List<JobRow> find(String account, Collection<String> names, boolean voided, Instant now) {
        return jdbc.sql("""
                        select u.job, max(u.nodes) as nodes, min(u.started_at) as started_at, max(u.ended_at) as ended_at,
                               sum(u.node_seconds) as node_seconds
                        from (
                            select u.job, u.nodes, u.started_at, u.ended_at, u.node_seconds, case when %s then 1 else 0 end as voided
                            from unnest(cast(:jobs as varchar(255) array)) as k(job)
                            join usage_record u on u.account = :account and u.job = k.job
                            union all
                            select r.job, r.nodes, r.started_at, %s, 0, case when r.voided then 1 else 0 end
                            from unnest(cast(:jobs as varchar(255) array)) as k(job)
                            join run r on r.account = :account and r.job = k.job) u
                        where u.voided = :voided
                        group by u.job""".formatted(Voids.IS_VOIDED, RUN_END))
                .param("jobs", Sql.array("varchar", names, Function.identity()))
                .param("account", account)
                .param("now", Sql.utc(now))
                .param("voided", voided ? 1 : 0)
                .query((row, index) -> JobRow.read(row, voided))
                .list();
    }

    /** Lists how a job's usage was paid, piece by piece in the order of time, including reversals. */
    public Listing<UsagePiece> listPieces(String account, String job) {
        return listPieces(PIECES_TABLE, account, job);
    }

    /** Lists how a job's usage was paid as {@link #listPieces} does, but adjacent pieces with the same payer as one. */
    public Listing<UsagePiece> listMergedPieces(String account, String job) {
        return listPieces(LINES_TABLE, account, job);
    }

    private Listing<UsagePiece> listPieces(String table, String account, String job) {
        return new SqlListing<>(database, "p.*", table, (row, index) -> readPiece(row))
                .with("account", account)
                .with("job", job)
                .orderBy(SortColumn.instant("p.from_at"), SortColumn.instant("p.to_at"), SortColumn.integer("p.entry"));
    }

    private static String jobsTable(JobFilter filter, String rows) {
        var sql = new StringBuilder("""
                (select u.job, max(u.nodes) as nodes, min(u.started_at) as started_at, max(u.ended_at) as ended_at,
                        sum(u.node_seconds) as node_seconds, max(u.running) as running
                 from (%s) u
                 where 1 = 1""".formatted(rows));
        if (Sql.containsPattern(filter.text()) != null) {
            sql.append(" and lower(u.job) like :text");
        }
        if (filter.charged() || filter.reason() != null) {
            sql.append("""

                    and u.job in (
                        select w.job from charge c join usage_record w on w.account = c.account and w.entry = c.usage_entry
                        where c.account = :account and %s""".formatted(Reversals.isUnreversed("charge", "c")));
            sql.append(filter.reason() == null ? ")" : " and c.reason = :reason)");
        }
        sql.append(" group by u.job having 1 = 1");
        if (filter.region() != null) {
            sql.append(" and max(case when u.region = :region then 1 else 0 end) = 1");
        }
        if (filter.specification() != null) {
            sql.append(" and max(case when u.specification = :specification then 1 else 0 end) = 1");
        }
        return sql.append(") j").toString();
    }

    private static UsagePiece readPiece(ResultSet row) throws SQLException {
        return new UsagePiece(
                row.getLong("entry"),
                row.getString("source"),
                row.getString("event_id"),
                row.getInt("voided") == 1,
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                Activity.valueOf(row.getString("activity")),
                row.getLong("nodes"),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "to_at"),
                row.getLong("node_seconds"),
                row.getString("package_id"),
                readCharge(row),
                row.getObject("reverses") != null,
                row.getLong("reversed"));
    }

    private static UsagePiece.@Nullable Charge readCharge(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        if (reason == null) {
            return null;
        }
        var currency = Currency.getInstance(row.getString("currency"));
        return new UsagePiece.Charge(
                new Money(row.getBigDecimal("per_node_hour"), currency).normalized(),
                new Money(row.getBigDecimal("amount"), currency),
                Reason.valueOf(reason),
                row.getString("because"));
    }
}
