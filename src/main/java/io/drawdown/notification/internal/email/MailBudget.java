package io.drawdown.notification.internal.email;

import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.base.sql.Sql;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.HeldBackException;
import io.drawdown.notification.internal.NotificationLimits;
import io.drawdown.notification.internal.OutgoingMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bounds the e-mails that leave within an hour, to an address over all accounts and of an account, and asks an address once a
 * day at most to confirm. It counts in the database, for all servers, just before an e-mail leaves.
 */
@Component
public class MailBudget {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final NotificationLimits limits;
    private final JdbcClient jdbc;
    private final Clock clock;

    MailBudget(NotificationLimits limits, JdbcClient jdbc, Clock clock) {
        this.limits = limits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts an e-mail that is about to leave, and gives what to give back if it doesn't. @throws HeldBackException until it may leave */
    @RetryOnConflict
    @Transactional(rollbackFor = HeldBackException.class)
    public long reserve(OutgoingMessage outgoingMessage) throws HeldBackException {
        var address = EmailAddress.normalize(outgoingMessage.recipient());
        lock("to " + address);
        lock("of " + outgoingMessage.account());
        var now = clock.instant();
        jdbc.sql("delete from mail_sent where address = :address and sent_at <= :before")
                .param("address", address)
                .param("before", Sql.utc(now.minus(DAY)))
                .update();
        if (outgoingMessage.purpose() == DeliveryPurpose.CONFIRMATION) {
            holdBackIfReached(
                    findNthLatest(1, "address = :who and purpose = 'CONFIRMATION'", address, now.minus(DAY)),
                    DAY,
                    "The address was asked to confirm within a day, and is asked once a day at most.");
        }
        holdBackIfReached(
                findNthLatest(limits.mailsPerAddressAndHour(), "address = :who", address, now.minus(HOUR)),
                HOUR,
                "%,d e-mails went to this address within an hour, and more aren't sent."
                        .formatted(limits.mailsPerAddressAndHour()));
        holdBackIfReached(
                findNthLatest(
                        limits.mailsPerAccountAndHour(), "account = :who", outgoingMessage.account(), now.minus(HOUR)),
                HOUR,
                "%,d e-mails of this account left within an hour, and more aren't sent."
                        .formatted(limits.mailsPerAccountAndHour()));
        var id = new GeneratedKeyHolder();
        jdbc.sql(
                        "insert into mail_sent (address, account, purpose, sent_at) values (:address, :account, :purpose, :now)")
                .param("address", address)
                .param("account", outgoingMessage.account())
                .param("purpose", outgoingMessage.purpose().name())
                .param("now", Sql.utc(now))
                .update(id, "id");
        return id.getKeyAs(Long.class);
    }

    /** Takes back that an e-mail has left. */
    @Transactional
    public void release(long id) {
        jdbc.sql("delete from mail_sent where id = :id").param("id", id).update();
    }

    /** From when each of these addresses may be asked again to confirm, whichever account asks; without those that may be now. */
    public Map<String, Instant> nextRequestAllowedAt(Collection<String> addresses) {
        var from = new HashMap<String, Instant>();
        if (!addresses.isEmpty()) {
            jdbc.sql("""
                            select address, max(sent_at) as sent_at from mail_sent
                            where address = any(cast(:addresses as varchar array)) and purpose = 'CONFIRMATION' and sent_at > :since group by address""")
                    .param("addresses", Sql.array("varchar", addresses, address -> address))
                    .param("since", Sql.utc(clock.instant().minus(DAY)))
                    .query(row -> {
                        from.put(
                                row.getString("address"),
                                Sql.instant(row, "sent_at").plus(DAY));
                    });
        }
        return from;
    }

    private void holdBackIfReached(Optional<Instant> first, Duration within, String reason) throws HeldBackException {
        if (first.isPresent()) {
            throw new HeldBackException(reason, first.get().plus(within));
        }
    }

    /** When the nth of the latest e-mails left, if there are so many since. */
    private Optional<Instant> findNthLatest(int number, String condition, String who, Instant since) {
        return jdbc.sql("select sent_at from mail_sent where " + condition
                        + " and sent_at > :since order by sent_at desc limit 1 offset :before")
                .param("who", who)
                .param("since", Sql.utc(since))
                .param("before", number - 1)
                .query((row, index) -> Sql.instant(row, "sent_at"))
                .optional();
    }

    /** Lets one transaction at a time count for an address or account; all lock the address first. */
    private void lock(String counted) {
        var locked = jdbc.sql("select counted from mail_count_lock where counted = :counted for update")
                .param("counted", counted)
                .query(String.class)
                .optional();
        if (locked.isEmpty()) {
            jdbc.sql("insert into mail_count_lock (counted) values (:counted)")
                    .param("counted", counted)
                    .update();
        }
    }
}
