package io.drawdown.usage.internal;

import io.drawdown.account.spi.OpenRuns;
import io.drawdown.account.spi.PricedRecords;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.spi.RunningJob;
import io.drawdown.quota.spi.RunningJobs;
import io.drawdown.usage.event.JobObservation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of runs. Each method is one statement or one JDBC batch, regardless of the number of rows. */
@Repository
public class RunRepository implements RunningJobs, PricedRecords, OpenRuns {

    static final String COLUMNS = """
            r.account, r.entry, r.source, r.job, r.region, r.pool, r.specification, r.activity, r.nodes, r.per_node_hour,
            r.currency, r.started_at, r.stopped_at, r.settled_until, r.voided, r.heard_at, r.report_every
            """;
    /** How many announced intervals a run may not be heard of before it is silent (R16). */
    public static final int SILENT_AFTER_INTERVALS = 3;

    private static final String SELECT = "select " + COLUMNS;

    private static final String JOBS_PARAMETER = """
            unnest(cast(:accounts as varchar(63) array), cast(:sources as varchar(255) array), cast(:jobs as varchar(255) array),
                   cast(:instants as timestamp with time zone array)) as k(account, source, job, at)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SqlListing.Database database;

    RunRepository(JdbcClient jdbc, JdbcTemplate batches, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
    }

    @Override
    public boolean existOf(String account) {
        return jdbc.sql("select exists (select 1 from run where account = :account and open = true)")
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    @Override
    public String plural() {
        return "running jobs";
    }

    /** A usage record that settled a part of a run. */
    public record RunSegment(UsageRef run, UsageRef usage, Instant from, Instant to) {}

    /** A stop that waits for its start. */
    public record WaitingStop(JobKey job, Instant stoppedAt) {}

    /** A waiting stop and since when it waits; null if an earlier version saved it. */
    public record WaitingStopRow(WaitingStop stop, @Nullable Instant since) {}

    @Override
    public List<RunningJob> find(Collection<String> accounts) {
        return findOpen(accounts).stream()
                .map(run -> new RunningJob(
                        run.ref().account(), run.job(), run.unsettledUsage(), run.startedAt(), run.perNodeHour()))
                .toList();
    }

    /** Finds the runs of these accounts that aren't completely settled, in the order of settlement (R16). */
    public List<RunRow> findOpen(Collection<String> accounts) {
        return jdbc
                .sql(SELECT + """
                        from unnest(cast(:accounts as varchar(63) array)) as a(account)
                        join run r on r.account = a.account and r.open = true""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query((row, index) -> read(row))
                .list()
                .stream()
                .sorted(Comparator.comparing((RunRow run) -> run.ref().account())
                        .thenComparing(RunRow.ORDER))
                .toList();
    }

    /**
     * Lists the runs of an account, those that started last first. They can be filtered by whether they are running
     * at an instant.
     */
    public Listing<RunRow> list(String account, @Nullable Boolean running, @Nullable String job, Instant now) {
        var list = new SqlListing<>(database, COLUMNS, "run r", (row, index) -> read(row))
                .within("r.account", "account", account)
                .where("r.job = :job", "job", job)
                .with("now", Sql.utc(now))
                .orderBy(
                        SortColumn.instant("r.started_at").descending(),
                        SortColumn.integer("r.entry").descending());
        if (running == null) {
            return list;
        }
        return running
                ? list.where("r.open = true and (r.stopped_at is null or r.stopped_at > :now)")
                : list.where("(r.open = false or r.stopped_at <= :now)");
    }

    /**
     * Lists the runs of all accounts, or of one, that have no stop and are silent now, the longest not heard of first.
     *
     * @param silentAfter how long a run that announced no interval may not be heard of
     */
    public Listing<RunRow> listSilent(
            @Nullable String account, @Nullable String text, Instant now, Duration silentAfter) {
        return new SqlListing<>(database, COLUMNS, "run r", (row, index) -> read(row))
                .where("r.open = true and r.stopped_at is null")
                .where("""
                        r.heard_at <= cast(:now as timestamp with time zone)
                                      - interval '1' second * coalesce(%d * r.report_every, :silentAfter)""".formatted(SILENT_AFTER_INTERVALS))
                .with("now", Sql.utc(now))
                .with("silentAfter", silentAfter.toSeconds())
                .where("r.account = :account", "account", account)
                .where("lower(r.job) like :text", "text", Sql.containsPattern(text))
                .orderBy(SortColumn.instant("r.heard_at"), SortColumn.text("r.account"), SortColumn.integer("r.entry"))
                .sortable("job", SortColumn.text("r.job"))
                .sortable("account", SortColumn.text("r.account"))
                .sortable("startedAt", SortColumn.instant("r.started_at"))
                .sortable("heardAt", SortColumn.instant("r.heard_at"))
                .sortable("nodes", SortColumn.integer("r.nodes"));
    }

    /** Lists the waiting stops of all accounts, or of one, those that have waited longest first. */
    public Listing<WaitingStopRow> listWaitingStops(@Nullable String account, @Nullable String text) {
        return new SqlListing<>(
                        database,
                        "s.account, s.source, s.job, s.stopped_at, s.waits_since",
                        "waiting_stop s",
                        (row, index) -> new WaitingStopRow(readWaitingStop(row), Sql.instantOrNull(row, "waits_since")))
                .where("s.account = :account", "account", account)
                .where("lower(s.job) like :text", "text", Sql.containsPattern(text))
                .orderBy(
                        SortColumn.instant("s.waits_since").nullable(),
                        SortColumn.text("s.account"),
                        SortColumn.text("s.source"),
                        SortColumn.text("s.job"),
                        SortColumn.instant("s.stopped_at"))
                .sortable("job", SortColumn.text("s.job"))
                .sortable("account", SortColumn.text("s.account"))
                .sortable("stoppedAt", SortColumn.instant("s.stopped_at"))
                .sortable("waitingSince", SortColumn.instant("s.waits_since").nullable());
    }

    /**
     * Finds the runs of these jobs that weren't taken back and that end at or after the job's instant, or haven't
     * ended.
     */
    public List<RunRow> findEndingFrom(Map<JobKey, Instant> jobs) {
        return queryJobs(SELECT + "from " + JOBS_PARAMETER + """
                         join run r on r.account = k.account and r.job = k.job and r.source = k.source
                        where r.voided = false and (r.stopped_at is null or r.stopped_at >= k.at)""", jobs)
                .query((row, index) -> read(row))
                .list();
    }

    /** Finds the waiting stops of these jobs at or after the job's instant. */
    public List<WaitingStop> findWaitingStops(Map<JobKey, Instant> jobs) {
        return queryJobs("select s.account, s.source, s.job, s.stopped_at from " + JOBS_PARAMETER + """
                         join waiting_stop s on s.account = k.account and s.source = k.source and s.job = k.job
                        where s.stopped_at >= k.at""", jobs)
                .query((row, index) -> readWaitingStop(row))
                .list();
    }

    /** Finds runs by their start events, including those that were taken back. */
    public List<RunRow> findByStart(Collection<UsageRef> starts) {
        return jdbc.sql(SELECT + """
                        from unnest(cast(:accounts as varchar(63) array), cast(:entries as bigint array)) as k(account, entry)
                        join run r on r.account = k.account and r.entry = k.entry""")
                .param("accounts", Sql.array("varchar", starts, UsageRef::account))
                .param("entries", Sql.array("bigint", starts, UsageRef::entry))
                .query((row, index) -> read(row))
                .list();
    }

    /** Finds the unvoided usage records of these runs that end after the run's instant. */
    public List<RunSegment> findSegments(Map<UsageRef, Instant> runs) {
        return jdbc.sql("""
                        select s.account, s.run, u.entry, u.started_at, u.ended_at
                        from unnest(cast(:accounts as varchar(63) array), cast(:runs as bigint array),
                                    cast(:instants as timestamp with time zone array)) as k(account, run, at)
                        join run_segment s on s.account = k.account and s.run = k.run
                        join usage_record u on u.account = s.account and u.entry = s.usage_entry
                        where u.ended_at > k.at
                          and %s
                        order by s.account, u.entry""".formatted(Voids.IS_NOT_VOIDED))
                .param("accounts", Sql.array("varchar", runs.keySet(), UsageRef::account))
                .param("runs", Sql.array("bigint", runs.keySet(), UsageRef::entry))
                .param("instants", Sql.array("timestamptz", runs.values(), Sql::utc))
                .query((row, index) -> new RunSegment(
                        new UsageRef(row.getString("account"), row.getLong("run")),
                        new UsageRef(row.getString("account"), row.getLong("entry")),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "ended_at")))
                .list();
    }

    /** Finds all usage records of a run, including voided ones. */
    public List<UsageRef> findUsageRecords(UsageRef run) {
        return jdbc.sql(
                        "select usage_entry from run_segment where account = :account and run = :run order by usage_entry")
                .param("account", run.account())
                .param("run", run.entry())
                .query((row, index) -> new UsageRef(run.account(), row.getLong("usage_entry")))
                .list();
    }

    public void insert(Collection<RunRow> runs) {
        batches.batchUpdate(
                """
                insert into run (account, entry, source, job, region, pool, specification, activity, nodes, per_node_hour, currency,
                    started_at, stopped_at, settled_until, open, voided, heard_at, report_every)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                runs.stream()
                        .map(run -> new @Nullable Object[] {
                            run.ref().account(),
                            run.ref().entry(),
                            run.source(),
                            run.job(),
                            run.region(),
                            run.pool().name(),
                            run.specification(),
                            run.activity().name(),
                            run.nodes(),
                            run.perNodeHour().amount(),
                            run.perNodeHour().currency().getCurrencyCode(),
                            Sql.utc(run.startedAt()),
                            Sql.utcOrNull(run.stoppedAt()),
                            Sql.utc(run.settledUntil()),
                            run.isOpen(),
                            run.voided(),
                            Sql.utc(run.heardAt()),
                            run.reportEvery() == null ? null : run.reportEvery().toSeconds()
                        })
                        .toList());
    }

    /**
     * Saves that jobs were observed to run, for those of their runs that are open, unless they were observed later. A
     * run of whose silence its account was told and that still is silent is not told of again.
     *
     * @param silentAfter how long a run that announced no interval may not be heard of
     */
    public void saveObservations(Collection<JobObservation> observations, Instant now, Duration silentAfter) {
        batches.batchUpdate(
                """
                update run set heard_at = ?, silence_told_of = case
                    when silence_told_of = heard_at
                         and cast(? as timestamp with time zone) + interval '1' second * coalesce(%d * report_every, cast(? as bigint))
                             <= cast(? as timestamp with time zone)
                    then cast(? as timestamp with time zone) else silence_told_of end
                where account = ? and job = ? and source = ? and open = true and stopped_at is null and started_at <= ? and heard_at < ?""".formatted(SILENT_AFTER_INTERVALS),
                observations.stream()
                        .map(seen -> new Object[] {
                            Sql.utc(seen.observedAt()),
                            Sql.utc(seen.observedAt()),
                            silentAfter.toSeconds(),
                            Sql.utc(now),
                            Sql.utc(seen.observedAt()),
                            seen.account(),
                            seen.job(),
                            seen.source(),
                            Sql.utc(seen.observedAt()),
                            Sql.utc(seen.observedAt())
                        })
                        .toList());
    }

    /** Saves the ends of runs, the instants up to which they are settled, and whether they were taken back. */
    public void update(Collection<RunRow> runs) {
        batches.batchUpdate(
                "update run set stopped_at = ?, settled_until = ?, open = ?, voided = ? where account = ? and entry = ?",
                runs.stream()
                        .map(run -> new @Nullable Object[] {
                            Sql.utcOrNull(run.stoppedAt()),
                            Sql.utc(run.settledUntil()),
                            run.isOpen(),
                            run.voided(),
                            run.ref().account(),
                            run.ref().entry()
                        })
                        .toList());
    }

    public void insertSegments(Collection<RunSegment> segments) {
        batches.batchUpdate(
                "insert into run_segment (account, run, usage_entry) values (?, ?, ?)",
                segments.stream()
                        .map(runSegment -> new Object[] {
                            runSegment.run().account(),
                            runSegment.run().entry(),
                            runSegment.usage().entry()
                        })
                        .toList());
    }

    /** Saves stops that wait for their starts from now on. */
    public void insertWaitingStops(Collection<WaitingStop> stops, Instant now) {
        batches.batchUpdate(
                "insert into waiting_stop (account, source, job, stopped_at, waits_since) values (?, ?, ?, ?, ?)",
                stops.stream()
                        .map(stop -> new Object[] {
                            stop.job().account(),
                            stop.job().source(),
                            stop.job().job(),
                            Sql.utc(stop.stoppedAt()),
                            Sql.utc(now)
                        })
                        .toList());
    }

    /** Deletes stops that have found their starts. */
    public void deleteWaitingStops(Collection<WaitingStop> stops) {
        batches.batchUpdate(
                "delete from waiting_stop where account = ? and source = ? and job = ? and stopped_at = ?",
                toParameters(stops));
    }

    private JdbcClient.StatementSpec queryJobs(String sql, Map<JobKey, Instant> jobs) {
        return jdbc.sql(sql)
                .param("accounts", Sql.array("varchar", jobs.keySet(), JobKey::account))
                .param("sources", Sql.array("varchar", jobs.keySet(), JobKey::source))
                .param("jobs", Sql.array("varchar", jobs.keySet(), JobKey::job))
                .param("instants", Sql.array("timestamptz", jobs.values(), Sql::utc));
    }

    private static List<Object[]> toParameters(Collection<WaitingStop> stops) {
        return stops.stream()
                .map(stop -> new Object[] {
                    stop.job().account(), stop.job().source(), stop.job().job(), Sql.utc(stop.stoppedAt())
                })
                .toList();
    }

    private static WaitingStop readWaitingStop(ResultSet row) throws SQLException {
        return new WaitingStop(
                new JobKey(row.getString("account"), row.getString("source"), row.getString("job")),
                Sql.instant(row, "stopped_at"));
    }

    /** Reads a run from a row with {@link #COLUMNS}. */
    static RunRow read(ResultSet row) throws SQLException {
        return new RunRow(
                new UsageRef(row.getString("account"), row.getLong("entry")),
                row.getString("source"),
                row.getString("job"),
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                Activity.valueOf(row.getString("activity")),
                row.getLong("nodes"),
                new Money(row.getBigDecimal("per_node_hour"), Currency.getInstance(row.getString("currency"))),
                Sql.instant(row, "started_at"),
                Sql.instantOrNull(row, "stopped_at"),
                Sql.instant(row, "settled_until"),
                row.getBoolean("voided"),
                Sql.instant(row, "heard_at"),
                row.getObject("report_every") == null ? null : Duration.ofSeconds(row.getLong("report_every")));
    }
}
