package io.drawdown.notification.internal;

import io.drawdown.base.sql.Sql;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.message.Notification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Claims due deliveries and writes their outcome. A claim is a lease of one minute: no other server finds the
 * delivery due until then. If no outcome is written in time, the delivery becomes due again. The number of attempts
 * distinguishes the claims of a delivery.
 */
@Repository
public class DueDeliveryRepository {

    public static final Duration LEASE = Duration.ofMinutes(1);

    private static final int MAX_ERROR_LENGTH = 1000;
    private static final int MAX_NOTIFICATIONS_PER_MAIL = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    DueDeliveryRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A claimed delivery. The attempts include the current one. */
    public record Claim(OutgoingMessage message, int attempts) {}

    private record DueDelivery(long id, String account) {}

    private record GatheredNotifications(List<Notification> notifications, int omittedCount) {

        static final GatheredNotifications NONE = new GatheredNotifications(List.of(), 0);
    }

    /**
     * Claims the due deliveries of a channel that no other server is claiming, the longest due first, while there is
     * room.
     */
    @Transactional
    public List<Claim> claim(Channel channel, DeliverySlots room) {
        if (room.free() == 0) {
            return List.of();
        }
        var now = clock.instant();
        var leased = new HashMap<Long, DueDelivery>();
        for (var dueDelivery : findDue(channel, room, now)) {
            if (room.take(dueDelivery.account()) && lease(dueDelivery, now)) {
                leased.put(dueDelivery.id(), dueDelivery);
            }
        }
        return leased.isEmpty() ? List.of() : readClaims(leased.keySet());
    }

    /** Writes that a message was delivered, even if the lease has expired and another server has claimed it. */
    @Transactional
    public void markDelivered(Claim claim) {
        jdbc.sql("""
                        update delivery set state = 'DELIVERED', delivered_at = :now, next_attempt_at = null, last_error = null
                        where id = :id and state = 'PENDING' and attempts >= :attempts""")
                .param("now", Sql.utc(clock.instant()))
                .param("id", claim.message().id())
                .param("attempts", claim.attempts())
                .update();
    }

    /** Writes when a message is due again, unless another server has claimed it. */
    @Transactional
    public void markFailed(Claim claim, String error, Duration delay) {
        jdbc.sql("""
                        update delivery set next_attempt_at = :next, last_error = :error
                        where id = :id and state = 'PENDING' and attempts = :attempts""")
                .param("next", Sql.utc(clock.instant().plus(delay)))
                .param("error", sanitizeError(error))
                .param("id", claim.message().id())
                .param("attempts", claim.attempts())
                .update();
    }

    /** Writes until when a message is held back, and why. No attempt is counted. */
    @Transactional
    public void markHeldBack(Claim claim, String reason, Instant until) {
        jdbc.sql("""
                        update delivery set attempts = attempts - 1, next_attempt_at = :until, last_error = :reason
                        where id = :id and state = 'PENDING' and attempts = :attempts""")
                .param("until", Sql.utc(until))
                .param("reason", sanitizeError(reason))
                .param("id", claim.message().id())
                .param("attempts", claim.attempts())
                .update();
    }

    /** Gives a message up, even if the lease has expired. */
    @Transactional
    public void markParked(Claim claim, String error) {
        jdbc.sql("""
                        update delivery set state = 'PARKED', next_attempt_at = null, last_error = :error
                        where id = :id and state = 'PENDING' and attempts >= :attempts""")
                .param("error", sanitizeError(error))
                .param("id", claim.message().id())
                .param("attempts", claim.attempts())
                .update();
    }

    private List<DueDelivery> findDue(Channel channel, DeliverySlots room, Instant now) {
        return jdbc.sql("""
                        select id, account from delivery
                        where next_attempt_at <= :now and channel = :channel
                            and not account = any(cast(:full as varchar array))
                        order by next_attempt_at, id limit :most for update skip locked""")
                .param("now", Sql.utc(now))
                .param("channel", channel.name())
                .param("full", Sql.array("varchar", room.fullAccounts(), account -> account))
                .param("most", room.free())
                .query((row, index) -> new DueDelivery(row.getLong("id"), row.getString("account")))
                .list();
    }

    private boolean lease(DueDelivery dueDelivery, Instant now) {
        return jdbc.sql("""
                        update delivery set attempts = attempts + 1, next_attempt_at = :leasedUntil
                        where id = :id and next_attempt_at <= :now""")
                        .param("leasedUntil", Sql.utc(now.plus(LEASE)))
                        .param("id", dueDelivery.id())
                        .param("now", Sql.utc(now))
                        .update()
                > 0;
    }

    private List<Claim> readClaims(Set<Long> ids) {
        var told = new HashMap<Long, GatheredNotifications>();
        jdbc.sql("select d.delivery_id, d.in_all, " + NotificationRepository.COLUMNS + " from "
                        + NotificationRepository.FROM
                        + """
                         join (select delivery_id, notification_id, count(*) over (partition by delivery_id) as in_all,
                                   row_number() over (partition by delivery_id order by notification_id desc) as newest
                               from delivery_notification where delivery_id = any(cast(:ids as bigint array))) d on d.notification_id = n.id
                        where d.newest <= :most order by n.id""")
                .param("ids", Sql.array("bigint", ids, id -> id))
                .param("most", MAX_NOTIFICATIONS_PER_MAIL)
                .query(row -> {
                    var inAll = row.getInt("in_all");
                    told.computeIfAbsent(
                                    row.getLong("delivery_id"),
                                    id -> new GatheredNotifications(
                                            new ArrayList<>(), Math.max(0, inAll - MAX_NOTIFICATIONS_PER_MAIL)))
                            .notifications()
                            .add(NotificationRepository.readNotification(row));
                });
        return jdbc.sql("""
                        select id, account, purpose, recipient, webhook_id, message_id, attempts from delivery
                        where id = any(cast(:ids as bigint array)) order by id""")
                .param("ids", Sql.array("bigint", ids, id -> id))
                .query((row, index) -> {
                    var tells = told.getOrDefault(row.getLong("id"), GatheredNotifications.NONE);
                    return new Claim(
                            new OutgoingMessage(
                                    row.getLong("id"),
                                    row.getString("account"),
                                    DeliveryPurpose.valueOf(row.getString("purpose")),
                                    row.getString("recipient"),
                                    row.getObject("webhook_id", Long.class),
                                    row.getString("message_id"),
                                    tells.notifications(),
                                    tells.omittedCount()),
                            row.getInt("attempts"));
                })
                .list();
    }

    /** Bounds an error text, because a receiver's response can have any length and content. */
    private static String sanitizeError(String error) {
        return Sql.storable(error, MAX_ERROR_LENGTH).strip();
    }
}
