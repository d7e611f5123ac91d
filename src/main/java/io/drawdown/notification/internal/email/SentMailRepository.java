package io.drawdown.notification.internal.email;

import io.drawdown.base.sql.Sql;
import io.drawdown.notification.delivery.DeliveryPurpose;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Writes and counts the e-mails that left lately. Addresses are in lower case. */
@Repository
class SentMailRepository {

    private final JdbcClient jdbc;

    SentMailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets one transaction at a time count the e-mails to an address. */
    void lockAddress(String address) {
        lock("to " + address);
    }

    /** Lets one transaction at a time count the e-mails of an account; to be called after {@link #lockAddress}. */
    void lockAccount(String account) {
        lock("of " + account);
    }

    /** Writes that an e-mail leaves; returns the id of this fact. */
    long insert(String address, String account, DeliveryPurpose purpose, Instant now) {
        var id = new GeneratedKeyHolder();
        jdbc.sql(
                        "insert into mail_sent (address, account, purpose, sent_at) values (:address, :account, :purpose, :now)")
                .param("address", address)
                .param("account", account)
                .param("purpose", purpose.name())
                .param("now", Sql.utc(now))
                .update(id, "id");
        return Sql.generatedId(id);
    }

    /** Deletes the fact that an e-mail left. */
    void delete(long id) {
        jdbc.sql("delete from mail_sent where id = :id").param("id", id).update();
    }

    /** Deletes what left to an address up to an instant. */
    void deleteOld(String address, Instant before) {
        jdbc.sql("delete from mail_sent where address = :address and sent_at <= :before")
                .param("address", address)
                .param("before", Sql.utc(before))
                .update();
    }

    /** When the latest request to confirm left to an address, if one did since an instant. */
    Optional<Instant> findLatestConfirmation(String address, Instant since) {
        return findNthLatest("address = :who and purpose = 'CONFIRMATION'", address, 1, since);
    }

    /** When the latest requests to confirm left to these addresses since an instant; addresses without any are left out. */
    Map<String, Instant> findLatestConfirmations(Collection<String> addresses, Instant since) {
        var latest = new HashMap<String, Instant>();
        if (!addresses.isEmpty()) {
            jdbc.sql("""
                            select address, max(sent_at) as sent_at from mail_sent
                            where address = any(cast(:addresses as varchar array)) and purpose = 'CONFIRMATION' and sent_at > :since
                            group by address""")
                    .param("addresses", Sql.array("varchar", addresses, address -> address))
                    .param("since", Sql.utc(since))
                    .query(row -> {
                        latest.put(row.getString("address"), Sql.instant(row, "sent_at"));
                    });
        }
        return latest;
    }

    /** When the nth of the latest e-mails to an address left, if so many did since an instant. */
    Optional<Instant> findNthLatestTo(String address, int number, Instant since) {
        return findNthLatest("address = :who", address, number, since);
    }

    /** When the nth of the latest e-mails of an account left, if so many did since an instant. */
    Optional<Instant> findNthLatestOf(String account, int number, Instant since) {
        return findNthLatest("account = :who", account, number, since);
    }

    private Optional<Instant> findNthLatest(String condition, String who, int number, Instant since) {
        return jdbc.sql("select sent_at from mail_sent where " + condition
                        + " and sent_at > :since order by sent_at desc limit 1 offset :before")
                .param("who", who)
                .param("since", Sql.utc(since))
                .param("before", number - 1)
                .query((row, index) -> Sql.instant(row, "sent_at"))
                .optional();
    }

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
