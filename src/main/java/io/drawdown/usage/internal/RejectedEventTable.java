package io.drawdown.usage.internal;

import io.drawdown.base.Problem;
import io.drawdown.base.Sql;
import io.drawdown.usage.UsageEvent;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Events that were well formed but couldn't be placed or priced, one row each however often they came (R15). */
@Repository
public class RejectedEventTable {

    private final JdbcTemplate batches;
    private final JsonMapper json;

    RejectedEventTable(JdbcTemplate batches, JsonMapper json) {
        this.batches = batches;
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
}
