package io.drawdown.notification;

import io.drawdown.base.Sql;
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
class DeliveryTable {

    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration GATHERS_AFTER = Duration.ofMinutes(1);
    private static final int LONGEST_ERROR = 1000;
    private static final int MOST_TOLD = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A delivery that is this server's to make; the attempt counts already. */
    record Claim(Outgoing outgoing, int attempts) {}

    private record Due(long id, String account) {}

    private record Told(List<Notification> notifications, int earlier) {

        static final Told NOTHING = new Told(List.of(), 0);
    }

    /** Writes that a message is to go to a place, at once; gives the delivery's id. */
    long write(
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
    Map<String, Long> gathering(String account) {
        var now = clock.instant();
        return jdbc
                .sql("""
                        select id, lower(recipient) as address from delivery
                        where account = :account and state = 'PENDING' and channel = 'EMAIL' and purpose = 'ALERT' and attempts = 0
                            and not sent_again and (next_attempt_at > :now or created_at <= :before)
                        order by id""")
                .param("account", account)
                .param("now", Sql.utc(now))
                .param("before", Sql.utc(now.minus(GATHERS_AFTER)))
                .query((row, index) -> Map.entry(row.getString("address"), row.getLong("id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    /** Keeps an e-mail from leaving until the transaction ends, unless it is just leaving; tells whether it does. */
    boolean keep(long id) {
        return jdbc.sql("""
                        update delivery set next_attempt_at = next_attempt_at
                        where id = :id and state = 'PENDING' and attempts = 0 and not sent_again""").param("id", id).update() > 0;
    }

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

    /** Writes that a message may not leave before an instant, and why; it was not tried. */
    @Transactional
    public void heldBack(Claim claim, String reason, Instant until) {
        jdbc.sql("""
                        update delivery set attempts = attempts - 1, next_attempt_at = :until, last_error = :reason
                        where id = :id and state = 'PENDING' and attempts = :attempts""")
                .param("until", Sql.utc(until))
                .param("reason", bounded(reason))
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
                        .update()
                > 0;
    }

    private List<Claim> read(Set<Long> ids) {
        var told = new HashMap<Long, Told>();
        jdbc.sql("select d.delivery_id, d.in_all, " + NotificationColumns.ALL + " from " + NotificationColumns.FROM
                        + """
                         join (select delivery_id, notification_id, count(*) over (partition by delivery_id) as in_all,
                                   row_number() over (partition by delivery_id order by notification_id desc) as newest
                               from delivery_notification where delivery_id in (:ids)) d on d.notification_id = n.id
                        where d.newest <= :most order by n.id""")
                .param("ids", ids)
                .param("most", MOST_TOLD)
                .query(row -> {
                    var inAll = row.getInt("in_all");
                    told.computeIfAbsent(
                                    row.getLong("delivery_id"),
                                    id -> new Told(new ArrayList<>(), Math.max(0, inAll - MOST_TOLD)))
                            .notifications()
                            .add(NotificationColumns.read(row));
                });
        return jdbc.sql(
                        "select id, account, purpose, recipient, webhook_id, message_id, attempts from delivery where id in (:ids) order by id")
                .param("ids", ids)
                .query((row, index) -> {
                    var tells = told.getOrDefault(row.getLong("id"), Told.NOTHING);
                    return new Claim(
                            new Outgoing(
                                    row.getLong("id"),
                                    row.getString("account"),
                                    DeliveryPurpose.valueOf(row.getString("purpose")),
                                    row.getString("recipient"),
                                    row.getObject("webhook_id", Long.class),
                                    row.getString("message_id"),
                                    tells.notifications(),
                                    tells.earlier()),
                            row.getInt("attempts"));
                })
                .list();
    }

    /** Other programs' answers can be of any length and contain anything. */
    private static String bounded(String error) {
        var readable =
                error.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\p{Cs}", "?").strip();
        if (readable.length() <= LONGEST_ERROR) {
            return readable;
        }
        var end = LONGEST_ERROR - 1;
        return readable.substring(0, Character.isHighSurrogate(readable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
