package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.NotificationColumns;
import io.drawdown.notification.message.NumericId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of messages on their way, for admins (R22). */
@Service
public class Deliveries {

    private static final String COLUMNS =
            "id, account, channel, recipient, message_id, state, attempts, next_attempt_at, last_error, created_at, delivered_at, purpose";

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final ApplicationEventPublisher events;
    private final Access access;
    private final Clock clock;

    Deliveries(
            JdbcClient jdbc,
            SqlListing.Database database,
            ApplicationEventPublisher events,
            Access access,
            Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.events = events;
        this.access = access;
        this.clock = clock;
    }

    /** The deliveries that a filter lets through, the newest first. */
    @Transactional(readOnly = true)
    public Listing<Delivery> list(DeliveryFilter filter) {
        access.requireAdmin();
        return new SqlListing<>(database, COLUMNS, "delivery", (row, index) -> readDelivery(row))
                .where(
                        "state = :state",
                        "state",
                        filter.state() == null ? null : filter.state().name())
                .where(
                        "channel = :channel",
                        "channel",
                        filter.channel() == null ? null : filter.channel().name())
                .within("account", "account", filter.account())
                .orderBy(SortColumn.integer("id").descending())
                .sortable("createdAt", SortColumn.instant("created_at"))
                .sortable("nextAttemptAt", SortColumn.instant("next_attempt_at").nullable())
                .sortable("attempts", SortColumn.integer("attempts"));
    }

    /** One delivery. */
    @Transactional(readOnly = true)
    public Delivery get(String id) {
        access.requireAdmin();
        return find(id);
    }

    /** Sends a message again, now and, should it fail, by the whole schedule; the other side knows it by the same id. */
    @RetryOnConflict
    @Transactional
    public Delivery retry(String id) {
        access.requireAdmin();
        var before = find(id);
        jdbc.sql("""
                        update delivery set state = 'PENDING', attempts = 0, next_attempt_at = :now, delivered_at = null, sent_again = true
                        where id = :id""")
                .param("now", Sql.utc(clock.instant()))
                .param("id", NumericId.parse(id))
                .update();
        events.publishEvent(new DeliveriesWritten());
        var waiting = find(id);
        events.publishEvent(new AuditedChange(
                AuditAction.DELIVERY_SENT_AGAIN, waiting.account(), waiting.messageId(), before, waiting));
        return waiting;
    }

    private Delivery find(String id) {
        return jdbc.sql("select " + COLUMNS + " from delivery where id = :id")
                .param("id", NumericId.parse(id))
                .query((row, index) -> readDelivery(row))
                .optional()
                .orElseThrow(() -> ProblemException.notFound("The delivery '" + id + "'"));
    }

    private static Delivery readDelivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("account"),
                Channel.valueOf(row.getString("channel")),
                row.getString("recipient"),
                row.getString("message_id"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                NotificationColumns.instantOrNull(row, "next_attempt_at"),
                row.getString("last_error"),
                Sql.instant(row, "created_at"),
                NotificationColumns.instantOrNull(row, "delivered_at"),
                DeliveryPurpose.valueOf(row.getString("purpose")));
    }
}
