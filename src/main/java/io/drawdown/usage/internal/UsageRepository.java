package io.drawdown.usage.internal;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.spi.UsedPlaces;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.usage.event.EventKey;
import io.drawdown.usage.event.UsageEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of incoming usage. Each method is one statement or one JDBC batch, regardless of the number of rows. */
@Repository
public class UsageRepository implements UsedPlaces {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    UsageRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    public record NewEvent(UsageEvent event, long entry) {}

    public record NewUsage(UsageEvent.Recorded event, long entry, Money perNodeHour) {}

    /** A usage record as it was reported, with its entry. */
    public record RecordedUsage(UsageEvent.Recorded event, long entry) {}

    public record NewVoid(UsageRef voided, long entry) {}

    @Override
    public boolean isUsed(String region, String specification, Pool pool) {
        return jdbc.sql("""
                        select exists (select 1 from run
                                        where region = :region and specification = :specification and pool = :pool)
                            or exists (select 1 from usage_record
                                        where region = :region and specification = :specification and pool = :pool)""")
                .param("region", region)
                .param("specification", specification)
                .param("pool", pool.name())
                .query(Boolean.class)
                .single();
    }

    /** Finds the accepted events with these keys. */
    public Map<EventKey, AcceptedEvent> findEvents(Collection<EventKey> keys) {
        var known = new HashMap<EventKey, AcceptedEvent>();
        batches.query(
                """
                select e.account, e.source, e.event_id, e.type, e.fingerprint, e.project, e.void_subject, e.entry
                from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array)) as k(account, source, event_id)
                join usage_event e on e.account = k.account and e.source = k.source and e.event_id = k.event_id""",
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, connection.createArrayOf("varchar", toArray(keys, EventKey::account)));
                    statement.setArray(2, connection.createArrayOf("varchar", toArray(keys, EventKey::source)));
                    statement.setArray(3, connection.createArrayOf("varchar", toArray(keys, EventKey::id)));
                },
                row -> {
                    known.put(
                            new EventKey(row.getString("account"), row.getString("source"), row.getString("event_id")),
                            new AcceptedEvent(
                                    row.getString("type"),
                                    row.getString("fingerprint"),
                                    row.getString("project"),
                                    row.getString("void_subject"),
                                    row.getLong("entry")));
                });
        return known;
    }

    /** Finds the events of these usage records. */
    public List<RecordedUsage> findRecorded(Collection<UsageRef> usage) {
        return usage.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select u.*
                        from unnest(cast(:accounts as varchar array), cast(:entries as bigint array)) as k(account, entry)
                        join usage_record u on u.account = k.account and u.entry = k.entry""")
                        .param("accounts", Sql.array("varchar", usage, UsageRef::account))
                        .param("entries", Sql.array("bigint", usage, UsageRef::entry))
                        .query((row, index) -> readRecorded(row))
                        .list();
    }

    /** Finds the usage records of the jobs of these events, in their accounts. */
    public List<RecordedUsage> findRecordedOfJobs(Collection<UsageEvent.Recorded> events) {
        return jdbc.sql("""
                        select u.*
                        from (select distinct account, job
                              from unnest(cast(:accounts as varchar array), cast(:jobs as varchar array)) as j(account, job)) k
                        join usage_record u on u.account = k.account and u.job = k.job
                        order by u.account, u.entry""")
                .param("accounts", Sql.array("varchar", events, UsageEvent.Recorded::account))
                .param("jobs", Sql.array("varchar", events, UsageEvent.Recorded::job))
                .query((row, index) -> readRecorded(row))
                .list();
    }

    private static RecordedUsage readRecorded(ResultSet row) throws SQLException {
        return new RecordedUsage(
                new UsageEvent.Recorded(
                        row.getString("account"),
                        row.getString("source"),
                        row.getString("event_id"),
                        row.getString("job"),
                        row.getString("region"),
                        Pool.valueOf(row.getString("pool")),
                        row.getString("specification"),
                        Activity.valueOf(row.getString("activity")),
                        row.getLong("nodes"),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "ended_at")),
                row.getLong("entry"));
    }

    /** Returns the usage records among these that have been voided. */
    public Set<UsageRef> findVoided(Collection<UsageRef> usage) {
        return new HashSet<>(jdbc.sql("""
                        select v.account, v.usage_entry
                        from unnest(cast(:accounts as varchar array), cast(:entries as bigint array)) as k(account, usage_entry)
                        join usage_void v on v.account = k.account and v.usage_entry = k.usage_entry""")
                .param("accounts", Sql.array("varchar", usage, UsageRef::account))
                .param("entries", Sql.array("bigint", usage, UsageRef::entry))
                .query((row, index) -> new UsageRef(row.getString("account"), row.getLong("usage_entry")))
                .list());
    }

    /** Finds these usage records of an account, by entry. */
    public Map<Long, SettledUsage> findSettled(String account, Collection<Long> entries) {
        return Sql.queryInChunks(entries, some -> findSettledPart(account, some)).stream()
                .collect(Collectors.toMap(settled -> settled.ref().entry(), settled -> settled));
    }

    private List<SettledUsage> findSettledPart(String account, List<Long> entries) {
        return jdbc.sql("""
                        select u.*, coalesce(s.run, u.entry) as owner
                        from unnest(cast(:entries as bigint array)) as k(entry)
                        join usage_record u on u.account = :account and u.entry = k.entry
                        left join run_segment s on s.account = u.account and s.usage_entry = u.entry""")
                .param("account", account)
                .param("entries", Sql.array("bigint", entries, entry -> entry))
                .query((row, index) -> new SettledUsage(
                        new UsageRef(account, row.getLong("entry")),
                        new LineOwner(account, row.getLong("owner"), row.getString("job")),
                        new Usage(
                                row.getString("region"),
                                Pool.valueOf(row.getString("pool")),
                                row.getString("specification"),
                                Activity.valueOf(row.getString("activity")),
                                row.getLong("nodes"),
                                Sql.instant(row, "started_at"),
                                Sql.instant(row, "ended_at")),
                        new Money(row.getBigDecimal("per_node_hour"), Currency.getInstance(row.getString("currency")))))
                .list();
    }

    public void insertEvents(Collection<NewEvent> events, Instant now) {
        batches.batchUpdate("""
                insert into usage_event (account, source, event_id, type, fingerprint, project, void_subject, entry, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", toParameters(events, made -> new @Nullable Object[] {
            made.event().account(),
            made.event().source(),
            made.event().id(),
            made.event().type(),
            made.event().fingerprint(),
            made.event().project(),
            AcceptedEvent.voidSubject(made.event()),
            made.entry(),
            Sql.utc(now)
        }));
    }

    public void insertUsage(Collection<NewUsage> records, Instant now) {
        batches.batchUpdate("""
                insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes,
                    started_at, ended_at, node_seconds, per_node_hour, currency, settled_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", toParameters(records, made -> {
            var usage = made.event();
            return new Object[] {
                usage.account(),
                made.entry(),
                usage.source(),
                usage.id(),
                usage.job(),
                usage.region(),
                usage.pool().name(),
                usage.specification(),
                usage.activity().name(),
                usage.nodes(),
                Sql.utc(usage.startedAt()),
                Sql.utc(usage.endedAt()),
                NodeSeconds.of(usage.nodes(), usage.startedAt(), usage.endedAt()),
                made.perNodeHour().amount(),
                made.perNodeHour().currency().getCurrencyCode(),
                Sql.utc(now)
            };
        }));
    }

    public void insertVoids(Collection<NewVoid> voids, Instant now) {
        batches.batchUpdate(
                "insert into usage_void (account, entry, usage_entry, settled_at) values (?, ?, ?, ?)",
                toParameters(voids, made -> new Object[] {
                    made.voided().account(), made.entry(), made.voided().entry(), Sql.utc(now)
                }));
    }

    private static <T> List<@Nullable Object[]> toParameters(Collection<T> made, Function<T, @Nullable Object[]> row) {
        return made.stream().map(row).toList();
    }

    private static Object[] toArray(Collection<EventKey> keys, Function<EventKey, String> part) {
        return keys.stream().map(part).toArray();
    }
}
