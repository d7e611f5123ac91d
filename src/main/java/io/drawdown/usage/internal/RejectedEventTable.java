package io.drawdown.usage.internal;

import io.drawdown.base.Listing;
import io.drawdown.base.Problem;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import io.drawdown.usage.RejectedEvent;
import io.drawdown.usage.UsageEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Events that were well formed but couldn't be placed or priced, one row each however often they came (R15). */
@Repository
public class RejectedEventTable {

    private static final String COLUMNS = "id, account, source, event_id, body, problem, field, detail, received_at";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SqlListing.Database database;
    private final JsonMapper json;

    RejectedEventTable(JdbcClient jdbc, JdbcTemplate batches, SqlListing.Database database, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
        this.json = json;
    }

    public record Rejected(UsageEvent event, Problem problem) {}

    public void keep(Collection<Rejected> events, Instant now) {
        batches.batchUpdate("""
                merge into rejected_event r
                using (select cast(? as varchar(63)) as account, cast(? as varchar(255)) as source, cast(? as varchar(255)) as event_id,
                              cast(? as varchar(4000)) as body, cast(? as varchar(40)) as problem, cast(? as varchar(100)) as field,
                              cast(? as varchar(1000)) as detail, cast(? as timestamp with time zone) as received_at) n
                on r.account = n.account and r.source = n.source and r.event_id = n.event_id
                when matched then update set body = n.body, problem = n.problem, field = n.field, detail = n.detail,
                    received_at = n.received_at
                when not matched then insert (account, source, event_id, body, problem, field, detail, received_at)
                    values (n.account, n.source, n.event_id, n.body, n.problem, n.field, n.detail, n.received_at)""",
                events.stream()
                        .map(rejected -> new @Nullable Object[] {
                            rejected.event().account(),
                            rejected.event().source(),
                            rejected.event().id(),
                            json.writeValueAsString(CloudEvent.of(rejected.event())),
                            rejected.problem().type(),
                            rejected.problem().errors().isEmpty() ? null : rejected.problem().errors().getFirst().field(),
                            rejected.problem().detail(),
                            Sql.utc(now)
                        })
                        .toList());
    }

    public Listing<RejectedEvent> list() {
        return new SqlListing<>(database, COLUMNS, "rejected_event", (row, index) -> read(row)).orderBy("id desc");
    }

    public Optional<RejectedEvent> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from rejected_event where id = :id")
                .param("id", id)
                .query((row, index) -> read(row))
                .optional();
    }

    /** Takes one off the list; tells whether it was still on it. */
    public boolean remove(long id) {
        return jdbc.sql("delete from rejected_event where id = :id").param("id", id).update() > 0;
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
                json.readTree(row.getString("body")));
    }
}
