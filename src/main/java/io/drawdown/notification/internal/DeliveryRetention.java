package io.drawdown.notification.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.Sql;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes old deliveries that were made or given up; those that are still tried stay. */
@Repository
@Order(Ordered.HIGHEST_PRECEDENCE)
class DeliveryRetention implements ExpiringRows {

    private final JdbcClient jdbc;
    private final RetentionProperties retention;

    DeliveryRetention(JdbcClient jdbc, RetentionProperties retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        if (retention.deliveries().isZero()) {
            return 0;
        }
        var ids = jdbc.sql("""
                        select id from delivery where created_at < :before and state <> 'PENDING'
                        order by created_at, id limit :most for update skip locked""")
                .param("before", Sql.utc(now.minus(retention.deliveries())))
                .param("most", most)
                .query((row, index) -> row.getLong("id"))
                .list();
        if (!ids.isEmpty()) {
            var rows = Sql.array("bigint", ids, id -> id);
            jdbc.sql("delete from delivery_notification where delivery_id = any(cast(:ids as bigint array))")
                    .param("ids", rows)
                    .update();
            jdbc.sql("delete from delivery where id = any(cast(:ids as bigint array))")
                    .param("ids", rows)
                    .update();
        }
        return ids.size();
    }
}
