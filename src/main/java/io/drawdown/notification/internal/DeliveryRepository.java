package io.drawdown.notification.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.delivery.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Reads and writes deliveries and the notifications that they carry. */
@Repository
public class DeliveryRepository {

    private static final Duration GATHERING_DELAY = Duration.ofMinutes(1);

    private static final String COLUMNS =
            "id, account, channel, recipient, message_id, state, attempts, next_attempt_at, last_error, created_at, delivered_at, purpose";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final NamedParameterJdbcOperations namedBatches;
    private final SqlListing.Database database;
    private final Clock clock;

    DeliveryRepository(
            JdbcClient jdbc,
            JdbcTemplate batches,
            NamedParameterJdbcOperations namedBatches,
            SqlListing.Database database,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.namedBatches = namedBatches;
        this.database = database;
        this.clock = clock;
    }

    /**
     * A delivery that is due at once.
     *
     * @param recipient the e-mail address or URL of the recipient
     * @param webhookId the webhook's id; null for an e-mail
     */
    public record NewDelivery(
            String account,
            Channel channel,
            DeliveryPurpose purpose,
            String recipient,
            @Nullable Long webhookId,
            String messageId) {}

    /** A notification that a delivery carries. */
    public record CarriedNotification(long deliveryId, long notificationId) {}

    /** Writes new deliveries in one batch, and returns their ids in the same order. */
    public List<Long> insert(List<NewDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        var now = Sql.utc(clock.instant());
        var keys = new GeneratedKeyHolder();
        namedBatches.batchUpdate(
                """
                insert into delivery (account, channel, purpose, recipient, webhook_id, message_id, state, attempts,
                    next_attempt_at, created_at)
                values (:account, :channel, :purpose, :recipient, :webhook, :messageId, 'PENDING', 0, :now, :now)""",
                deliveries.stream()
                        .map(delivery -> new MapSqlParameterSource("account", delivery.account())
                                .addValue("channel", delivery.channel().name())
                                .addValue("purpose", delivery.purpose().name())
                                .addValue("recipient", delivery.recipient())
                                .addValue("webhook", delivery.webhookId())
                                .addValue("messageId", delivery.messageId())
                                .addValue("now", now))
                        .toArray(SqlParameterSource[]::new),
                keys,
                new String[] {"id"});
        return GeneratedIds.read(keys);
    }

    /** Writes in one batch which notifications the deliveries carry. */
    public void link(List<CarriedNotification> carried) {
        batches.batchUpdate(
                "insert into delivery_notification (delivery_id, notification_id) values (?, ?)",
                carried.stream()
                        .map(one -> new Object[] {one.deliveryId(), one.notificationId()})
                        .toList());
    }

    /**
     * Finds and locks the e-mails to these addresses that can carry more notifications, so that they don't leave
     * before the transaction ends. These e-mails are held back or have waited for a minute, and were never attempted.
     *
     * @param addresses in lower case
     * @return ids of deliveries by address in lower case
     */
    public Map<String, Long> lockGatheringMails(String account, Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        var now = clock.instant();
        return jdbc
                .sql("""
                        select id, lower(recipient) as address from delivery
                        where account = :account and state = 'PENDING' and channel = 'EMAIL' and purpose = 'ALERT' and attempts = 0
                            and not sent_again and (next_attempt_at > :now or created_at <= :before)
                            and lower(recipient) = any(cast(:addresses as varchar array))
                        order by id for update""")
                .param("account", account)
                .param("now", Sql.utc(now))
                .param("before", Sql.utc(now.minus(GATHERING_DELAY)))
                .param("addresses", Sql.array("varchar", addresses, address -> address))
                .query((row, index) -> Map.entry(row.getString("address"), row.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    /** Lists the deliveries that match a filter, the newest first. */
    public Listing<Delivery> list(DeliveryFilter filter) {
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

    /** Finds a delivery by id. */
    public Optional<Delivery> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from delivery where id = :id")
                .param("id", id)
                .query((row, index) -> readDelivery(row))
                .optional();
    }

    /** Makes a delivery due now and resets its attempts. */
    public void reset(long id) {
        jdbc.sql("""
                        update delivery set state = 'PENDING', attempts = 0, next_attempt_at = :now, delivered_at = null, sent_again = true
                        where id = :id""").param("now", Sql.utc(clock.instant())).param("id", id).update();
    }

    /** Gives up the pending deliveries to a webhook. */
    public void parkOfWebhook(long webhookId, String reason) {
        jdbc.sql("""
                        update delivery set state = 'PARKED', next_attempt_at = null, last_error = :reason
                        where webhook_id = :webhook and state = 'PENDING'""").param("reason", reason).param("webhook", webhookId).update();
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
                Sql.instantOrNull(row, "next_attempt_at"),
                row.getString("last_error"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "delivered_at"),
                DeliveryPurpose.valueOf(row.getString("purpose")));
    }
}
