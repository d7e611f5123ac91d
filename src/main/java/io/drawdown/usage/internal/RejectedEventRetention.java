package io.drawdown.usage.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.AgedRows;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes old rejected events that are settled, by a replay or by being sent again. Open ones stay. */
@Repository
class RejectedEventRetention implements ExpiringRows {

    private final AgedRows rows;

    RejectedEventRetention(JdbcClient jdbc, RetentionProperties retention) {
        rows = new AgedRows(
                jdbc,
                retention.rejectedEvents(),
                """
                select r.id from rejected_event r
                where r.received_at < :before
                  and (r.replayed_at < :before or (r.replayed_at is null and %s))
                order by r.received_at, r.id limit :most for update skip locked""".formatted(RejectedEventRepository.IS_ACCEPTED),
                List.of("delete from rejected_event where id = any(cast(:ids as bigint array))"));
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        return rows.delete(now, most);
    }
}
