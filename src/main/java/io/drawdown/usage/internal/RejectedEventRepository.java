package io.drawdown.usage.internal;

import io.drawdown.base.Problem;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.usage.event.CloudEvent;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import io.drawdown.usage.event.UsageEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SQL of events that were well formed but couldn't be placed or priced. Each event has one row, even if it was
 * sent several times (R15).
 */
@Repository
public class RejectedEventRepository {

    static final String IS_ACCEPTED =
            "exists (select 1 from usage_event u where u.account = r.account and u.source = r.source and u.event_id = r.event_id)";
    private static final String COLUMNS = """
            r.id, r.account, r.source, r.event_id, r.body, r.problem, r.field, r.detail, r.received_at, r.mended, r.mended_by,
            r.mended_at, r.replayed_by, r.replayed_at,
            case when r.replayed_at is not null then 'REPLAYED' when %s then 'ACCEPTED' else 'OPEN' end as state""".formatted(IS_ACCEPTED);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SqlListing.Database database;
    private final JsonMapper json;

    RejectedEventRepository(JdbcClient jdbc, JdbcTemplate batches, SqlListing.Database database, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
        this.json = json;
    }

    public record Rejection(UsageEvent event, Problem problem) {}

    public void save(Collection<Rejection> events, Instant now) {
        batches.batchUpdate(
                """
                merge into rejected_event r
                using (select cast(? as varchar(63)) as account, cast(? as varchar(255)) as source, cast(? as varchar(255)) as event_id,
                              cast(? as varchar(4000)) as body, cast(? as varchar(40)) as problem, cast(? as varchar(100)) as field,
                              cast(? as varchar(1000)) as detail, cast(? as timestamp with time zone) as received_at,
                              cast(? as varchar(255)) as job) n
                on r.account = n.account and r.source = n.source and r.event_id = n.event_id
                when matched then update set body = n.body, problem = n.problem, field = n.field, detail = n.detail,
                    job = n.job, received_at = n.received_at, mended = case when r.body = n.body then r.mended end,
                    mended_by = case when r.body = n.body then r.mended_by end, mended_at = case when r.body = n.body then r.mended_at end,
                    replayed_by = case when r.body = n.body then r.replayed_by end,
                    replayed_at = case when r.body = n.body then r.replayed_at end
                when not matched then insert (account, source, event_id, body, problem, field, detail, received_at, job)
                    values (n.account, n.source, n.event_id, n.body, n.problem, n.field, n.detail, n.received_at, n.job)""",
                events.stream()
                        .map(rejection -> new @Nullable Object[] {
                            rejection.event().account(),
                            rejection.event().source(),
                            rejection.event().id(),
                            json.writeValueAsString(CloudEvent.of(rejection.event())),
                            rejection.problem().type(),
                            rejection.problem().errors().isEmpty()
                                    ? null
                                    : rejection.problem().errors().getFirst().field(),
                            rejection.problem().detail(),
                            Sql.utc(now),
                            jobOf(rejection.event())
                        })
                        .toList());
    }

    /** Lists the events that match a filter, the newest first. */
    public Listing<RejectedEvent> list(RejectedEventFilter filter) {
        return filtered(filter)
                .orderBy(SortColumn.integer("r.id").descending())
                .sortable("receivedAt", SortColumn.instant("r.received_at"))
                .sortable("account", SortColumn.text("r.account"));
    }

    /** Finds the first matching events after the given one, in the order in which they came. */
    public List<RejectedEvent> findAfter(RejectedEventFilter filter, long id, int most) {
        return filtered(filter)
                .where("r.id > :after", "after", id)
                .orderBy(SortColumn.integer("r.id"))
                .rows(0, most, Sort.unsorted());
    }

    private SqlListing<RejectedEvent> filtered(RejectedEventFilter filter) {
        return new SqlListing<>(database, COLUMNS, "rejected_event r", (row, index) -> read(row))
                .where(
                        switch (filter.state()) {
                            case OPEN -> "r.replayed_at is null and not " + IS_ACCEPTED;
                            case REPLAYED -> "r.replayed_at is not null";
                            case ACCEPTED -> "r.replayed_at is null and " + IS_ACCEPTED;
                        })
                .where("r.account = :account", "account", filter.account())
                .where(
                        "r.problem = :problem",
                        "problem",
                        filter.problem() == null ? null : filter.problem().path())
                .where("r.source = :source", "source", filter.source())
                .where("lower(r.body) like :text", "text", Sql.containsPattern(filter.text()))
                .where("r.received_at >= :from", "from", Sql.utcOrNull(filter.from()))
                .where("r.received_at < :to", "to", Sql.utcOrNull(filter.to()));
    }

    /**
     * Finds the open events of these jobs that were rejected for a field and a type of problem and weren't mended, as
     * CloudEvents, in the order in which they came.
     */
    public List<JsonNode> findOpen(Collection<JobKey> jobs, ProblemType problem, String field, int most) {
        return jdbc.sql("""
                        select r.body
                        from unnest(cast(:accounts as varchar(63) array), cast(:sources as varchar(255) array),
                                    cast(:jobs as varchar(255) array)) as k(account, source, job)
                        join rejected_event r on r.account = k.account and r.job = k.job and r.source = k.source
                        where r.replayed_at is null and r.mended is null and r.problem = :problem and r.field = :field
                          and not %s
                        order by r.id
                        limit :most""".formatted(IS_ACCEPTED))
                .param("accounts", Sql.array("varchar", jobs, JobKey::account))
                .param("sources", Sql.array("varchar", jobs, JobKey::source))
                .param("jobs", Sql.array("varchar", jobs, JobKey::job))
                .param("problem", problem.path())
                .param("field", field)
                .param("most", most)
                .query((row, index) -> json.readTree(row.getString("body")))
                .list();
    }

    private static @Nullable String jobOf(UsageEvent event) {
        return switch (event) {
            case UsageEvent.Recorded usage -> usage.job();
            case UsageEvent.Started start -> start.job();
            case UsageEvent.Stopped stop -> stop.job();
            case UsageEvent.Voided voided -> voided.subject();
        };
    }

    public Optional<RejectedEvent> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from rejected_event r where r.id = :id")
                .param("id", id)
                .query((row, index) -> read(row))
                .optional();
    }

    /** Finds a rejected event and locks it until the transaction ends. */
    public Optional<RejectedEvent> lock(long id) {
        jdbc.sql("select id from rejected_event where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
        return find(id);
    }

    /** Finds the first sources of rejected events, in the order of their names. */
    public List<String> findSources(int most) {
        return jdbc.sql("select distinct source from rejected_event order by source limit :most")
                .param("most", most)
                .query(Sql::text)
                .list();
    }

    /** Saves a mended copy of an event; null removes the copy. */
    public void saveMended(long id, @Nullable UsageEvent copy, String by, Instant now) {
        jdbc.sql("update rejected_event set mended = :copy, mended_by = :by, mended_at = :now where id = :id")
                .param("id", id)
                .param("copy", copy == null ? null : json.writeValueAsString(CloudEvent.of(copy)))
                .param("by", copy == null ? null : by)
                .param("now", copy == null ? null : Sql.utc(now))
                .update();
    }

    /** Marks an event as settled by a replay. Returns whether it wasn't marked before. */
    public boolean markReplayed(long id, String by, Instant now) {
        return jdbc.sql(
                                "update rejected_event set replayed_by = :by, replayed_at = :now where id = :id and replayed_at is null")
                        .param("id", id)
                        .param("by", by)
                        .param("now", Sql.utc(now))
                        .update()
                > 0;
    }

    /** Saves why an event was rejected again. */
    public void updateProblem(long id, Problem problem) {
        jdbc.sql(
                        "update rejected_event set problem = :problem, field = :field, detail = :detail where id = :id and replayed_at is null")
                .param("id", id)
                .param("problem", problem.type())
                .param(
                        "field",
                        problem.errors().isEmpty()
                                ? null
                                : problem.errors().getFirst().field())
                .param("detail", problem.detail())
                .update();
    }

    /** Returns the JSON in which an event would be stored. */
    public JsonNode toStoredJson(UsageEvent event) {
        return json.readTree(json.writeValueAsString(CloudEvent.of(event)));
    }

    private RejectedEvent read(ResultSet row) throws SQLException {
        return new RejectedEvent(
                row.getLong("id"),
                row.getString("account"),
                row.getString("source"),
                row.getString("event_id"),
                row.getString("problem"),
                row.getString("field"),
                row.getString("detail"),
                Sql.instant(row, "received_at"),
                json.readTree(row.getString("body")),
                RejectedEvent.State.valueOf(row.getString("state")),
                row.getString("mended") == null ? null : json.readTree(row.getString("mended")),
                row.getString("mended_by"),
                Sql.instantOrNull(row, "mended_at"),
                row.getString("replayed_by"),
                Sql.instantOrNull(row, "replayed_at"));
    }
}
