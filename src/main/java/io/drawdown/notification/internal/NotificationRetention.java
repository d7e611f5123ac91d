package io.drawdown.notification.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.AgedRows;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes old notifications, read or not, once no delivery tells of them any more. */
@Repository
class NotificationRetention implements ExpiringRows {

    private final AgedRows rows;

    NotificationRetention(JdbcClient jdbc, RetentionProperties retention) {
        rows = new AgedRows(
                jdbc,
                retention.notifications(),
                """
                select n.id from notification n
                where n.happened_at < :before
                  and not exists (select 1 from delivery_notification d where d.notification_id = n.id)
                order by n.happened_at, n.id limit :most for update skip locked""",
                List.of("delete from notification where id = any(cast(:ids as bigint array))"));
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        return rows.delete(now, most);
    }
}
