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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The deliveries that are due. Who claims one leases it: for a minute nobody else will find it due, and after that somebody
 * will, unless its outcome was written. What claimed it last is known by the number of attempts.
 */
@Repository
public class DeliveryRepository {

    public static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration GATHERING_DELAY = Duration.ofMinutes(1);
    private static final int MAX_ERROR_LENGTH = 1000;
    private static final int MAX_NOTIFICATIONS_PER_MAIL = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A delivery that is this server's to make; the attempt counts already. */
    public record Claim(OutgoingMessage message, int attempts) {}

    private record DueDelivery(long id, String account) {}

    private record GatheredNotifications(List<Notification> notifications, int omittedCount) {

        static final GatheredNotifications NONE = new GatheredNotifications(List.of(), 0);
    }

    /** Writes that a message is to go to a place, at once; gives the delivery's id. */
    public long insert(
            String account,
            Channel channel,
            DeliveryPurpose purpose,
            String recipient,
            @Nullable Long webhook,
            String messageId) {
        var id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into delivery (account, channel, purpose, recipient, webhook_id, message_id, state, attempts,
                            next_attempt_at, created_at)
                        values (:account, :channel, :purpose, :recipient, :webhook, :messageId, 'PENDING', 0, :now, :now)""")
                .param("account", account)
                .param("channel", channel.name())
                .param("purpose", purpose.name())
                .param("recipient", recipient)
                .param("webhook", webhook)
                .param("messageId", messageId)
                .param("now", Sql.utc(clock.instant()))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    /**
     * The e-mails of an account that more can be told with, by their addresses in lower case: they have been held back, or wait
     * for a minute already, and nobody has seen them.
     */
    public Map<String, Long> findGatheringMails(String account) {
        var now = clock.instant();
        return jdbc
                .sql("""
                        select id, lower(recipient) as address from delivery
                        where account = :account and state = 'PENDING' and channel = 'EMAIL' and purpose = 'ALERT' and attempts = 0
                            and not sent_again and (next_attempt_at > :now or created_at <= :before)
                        order by id""")
                .param("account", account)
                .param("now", Sql.utc(now))
                .param("before", Sql.utc(now.minus(GATHERING_DELAY)))
                .query((row, index) -> Map.entry(row.getString("address"), row.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    /** Keeps an e-mail from leaving until the transaction ends, unless it is just leaving; tells whether it does. */
    public boolean lockUnsentMail(long id) {
        return jdbc.sql("""
                        update delivery set next_attempt_at = next_attempt_at
                        where id = :id and state = 'PENDING' and attempts = 0 and not sent_again""").param("id", id).update() > 0;
    }

    /** Claims what is due of a channel and nobody else is just claiming, the longest due first, as far as there is room. */
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

    /** Writes that a message is there: also if that took longer than the lease, and others are at it by now. */
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

    /** Writes when a message is tried again, unless somebody else claimed it in the meantime. */
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

    /** Writes that a message may not leave before an instant, and why; it was not tried. */
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

    /** Gives a message up: also if the last attempt took longer than the lease. */
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
        var full = room.fullAccounts();
        return jdbc.sql("select id, account from delivery where next_attempt_at <= :now and channel = :channel"
                        + (full.isEmpty() ? "" : " and account not in (:full)")
                        + " order by next_attempt_at, id limit :most for update skip locked")
                .param("now", Sql.utc(now))
                .param("channel", channel.name())
                .param("full", full)
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
        jdbc.sql("select d.delivery_id, d.in_all, " + NotificationColumns.COLUMNS + " from " + NotificationColumns.FROM
                        + """
                         join (select delivery_id, notification_id, count(*) over (partition by delivery_id) as in_all,
                                   row_number() over (partition by delivery_id order by notification_id desc) as newest
                               from delivery_notification where delivery_id in (:ids)) d on d.notification_id = n.id
                        where d.newest <= :most order by n.id""")
                .param("ids", ids)
                .param("most", MAX_NOTIFICATIONS_PER_MAIL)
                .query(row -> {
                    var inAll = row.getInt("in_all");
                    told.computeIfAbsent(
                                    row.getLong("delivery_id"),
                                    id -> new GatheredNotifications(
                                            new ArrayList<>(), Math.max(0, inAll - MAX_NOTIFICATIONS_PER_MAIL)))
                            .notifications()
                            .add(NotificationColumns.read(row));
                });
        return jdbc.sql(
                        "select id, account, purpose, recipient, webhook_id, message_id, attempts from delivery where id in (:ids) order by id")
                .param("ids", ids)
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

    /** Other programs' answers can be of any length and contain anything. */
    private static String sanitizeError(String error) {
        var readable =
                error.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\p{Cs}", "?").strip();
        if (readable.length() <= MAX_ERROR_LENGTH) {
            return readable;
        }
        var end = MAX_ERROR_LENGTH - 1;
        return readable.substring(0, Character.isHighSurrogate(readable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
