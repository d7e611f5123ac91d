package io.drawdown.notification.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.Sql;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deletes old notifications, read or not, once no delivery tells of them any more. */
@Repository
class NotificationRetention implements ExpiringRows {

    private final JdbcClient jdbc;
    private final RetentionProperties retention;

    NotificationRetention(JdbcClient jdbc, RetentionProperties retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        if (retention.notifications().isZero()) {
            return 0;
        }
        var ids = jdbc.sql("""
                        select n.id from notification n
                        where n.happened_at < :before
                          and not exists (select 1 from delivery_notification d where d.notification_id = n.id)
                        order by n.happened_at, n.id limit :most for update skip locked""")
                .param("before", Sql.utc(now.minus(retention.notifications())))
                .param("most", most)
                .query((row, index) -> row.getLong("id"))
                .list();
        if (!ids.isEmpty()) {
            jdbc.sql("delete from notification where id = any(cast(:ids as bigint array))")
                    .param("ids", Sql.array("bigint", ids, id -> id))
                    .update();
        }
        return ids.size();
    }
}
