package io.drawdown.notification;

import io.drawdown.base.Sql;
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
 * The deliveries that are due. Who claims one leases it: for a minute nobody else will find it due, and after that somebody
 * will, unless its outcome was written. What claimed it last is known by the number of attempts.
 */
@Repository
class DeliveryTable {

    static final Duration LEASE = Duration.ofMinutes(1);

    private static final int LONGEST_ERROR = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A delivery that is this server's to make; the attempt counts already. */
    record Claim(Outgoing outgoing, int attempts) {}

    private record Due(long id, String account) {}

    /** Claims what is due of a channel and nobody else is just claiming, the longest due first, as far as there is room. */
    @Transactional
    public List<Claim> claim(Channel channel, Slots room) {
        if (room.free() == 0) {
            return List.of();
        }
        var now = clock.instant();
        var leased = new HashMap<Long, Due>();
        for (var due : due(channel, room, now)) {
            if (room.take(due.account()) && lease(due, now)) {
                leased.put(due.id(), due);
            }
        }
        return leased.isEmpty() ? List.of() : read(leased.keySet());
    }

    /** Writes that a message is there: also if that took longer than the lease, and others are at it by now. */
    @Transactional
    public void delivered(Claim claim) {
        jdbc.sql("""
                        update delivery set state = 'DELIVERED', delivered_at = :now, next_attempt_at = null, last_error = null
                        where id = :id and state = 'PENDING' and attempts >= :attempts""")
                .param("now", Sql.utc(clock.instant()))
                .param("id", claim.outgoing().id())
                .param("attempts", claim.attempts())
                .update();
    }

    /** Writes when a message is tried again, unless somebody else claimed it in the meantime. */
    @Transactional
    public void failed(Claim claim, String error, Duration delay) {
        jdbc.sql("""
                        update delivery set next_attempt_at = :next, last_error = :error
                        where id = :id and state = 'PENDING' and attempts = :attempts""")
                .param("next", Sql.utc(clock.instant().plus(delay)))
                .param("error", bounded(error))
                .param("id", claim.outgoing().id())
                .param("attempts", claim.attempts())
                .update();
    }

    /** Gives a message up: also if the last attempt took longer than the lease. */
    @Transactional
    public void parked(Claim claim, String error) {
        jdbc.sql("""
                        update delivery set state = 'PARKED', next_attempt_at = null, last_error = :error
                        where id = :id and state = 'PENDING' and attempts >= :attempts""")
                .param("error", bounded(error))
                .param("id", claim.outgoing().id())
                .param("attempts", claim.attempts())
                .update();
    }

    /** Whether an e-mail's recipient is still on the account's list. */
    boolean isRecipient(String account, String email) {
        return jdbc.sql("select count(*) from alert_recipient where account = :account and lower(email) = lower(:email)")
                        .param("account", account)
                        .param("email", email)
                        .query(Long.class)
                        .single() > 0;
    }

    private List<Due> due(Channel channel, Slots room, Instant now) {
        var full = room.full();
        return jdbc.sql("select id, account from delivery where next_attempt_at <= :now and channel = :channel"
                        + (full.isEmpty() ? "" : " and account not in (:full)")
                        + " order by next_attempt_at, id limit :most for update skip locked")
                .param("now", Sql.utc(now))
                .param("channel", channel.name())
                .param("full", full)
                .param("most", room.free())
                .query((row, index) -> new Due(row.getLong("id"), row.getString("account")))
                .list();
    }

    private boolean lease(Due due, Instant now) {
        return jdbc.sql("""
                        update delivery set attempts = attempts + 1, next_attempt_at = :leasedUntil
                        where id = :id and next_attempt_at <= :now""")
                        .param("leasedUntil", Sql.utc(now.plus(LEASE)))
                        .param("id", due.id())
                        .param("now", Sql.utc(now))
                        .update() > 0;
    }

    private List<Claim> read(Set<Long> ids) {
        var notifications = new HashMap<Long, List<Notification>>();
        jdbc.sql("select d.delivery_id, " + NotificationColumns.ALL + " from " + NotificationColumns.FROM
                        + " join delivery_notification d on d.notification_id = n.id where d.delivery_id in (:ids) order by n.id")
                .param("ids", ids)
                .query(row -> {
                    notifications
                            .computeIfAbsent(row.getLong("delivery_id"), id -> new ArrayList<>())
                            .add(NotificationColumns.read(row));
                });
        return jdbc.sql("select id, account, recipient, webhook_id, message_id, attempts from delivery where id in (:ids) order by id")
                .param("ids", ids)
                .query((row, index) -> new Claim(
                        new Outgoing(
                                row.getLong("id"),
                                row.getString("account"),
                                row.getString("recipient"),
                                row.getObject("webhook_id", Long.class),
                                row.getString("message_id"),
                                notifications.getOrDefault(row.getLong("id"), List.of())),
                        row.getInt("attempts")))
                .list();
    }

    /** Other programs' answers can be of any length and contain anything. */
    private static String bounded(String error) {
        var readable = error.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\p{Cs}", "?").strip();
        if (readable.length() <= LONGEST_ERROR) {
            return readable;
        }
        var end = LONGEST_ERROR - 1;
        return readable.substring(0, Character.isHighSurrogate(readable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
