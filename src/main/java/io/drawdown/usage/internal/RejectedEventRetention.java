package io.drawdown.usage.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.Sql;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes old rejected events that are settled, by a replay or by being sent again. Open ones stay. */
@Repository
class RejectedEventRetention implements ExpiringRows {

    private final JdbcClient jdbc;
    private final RetentionProperties retention;

    RejectedEventRetention(JdbcClient jdbc, RetentionProperties retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        if (retention.rejectedEvents().isZero()) {
            return 0;
        }
        var ids = jdbc.sql("""
                        select r.id from rejected_event r
                        where r.received_at < :before
                          and (r.replayed_at < :before or (r.replayed_at is null and %s))
                        order by r.received_at, r.id limit :most for update skip locked""".formatted(RejectedEventRepository.IS_ACCEPTED))
                .param("before", Sql.utc(now.minus(retention.rejectedEvents())))
                .param("most", most)
                .query((row, index) -> row.getLong("id"))
                .list();
        if (!ids.isEmpty()) {
            jdbc.sql("delete from rejected_event where id = any(cast(:ids as bigint array))")
                    .param("ids", Sql.array("bigint", ids, id -> id))
                    .update();
        }
        return ids.size();
    }
}
