package io.drawdown.notification.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.AgedRows;
import java.time.Instant;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes old deliveries that were made or given up; those that are still tried stay. */
@Repository
@Order(Ordered.HIGHEST_PRECEDENCE)
class DeliveryRetention implements ExpiringRows {

    private final AgedRows rows;

    DeliveryRetention(JdbcClient jdbc, RetentionProperties retention) {
        rows = new AgedRows(
                jdbc,
                retention.deliveries(),
                """
                select id from delivery where created_at < :before and state <> 'PENDING'
                order by created_at, id limit :most for update skip locked""",
                List.of(
                        "delete from delivery_notification where delivery_id = any(cast(:ids as bigint array))",
                        "delete from delivery where id = any(cast(:ids as bigint array))"));
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        return rows.delete(now, most);
    }
}
