package io.drawdown.notification.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes the lists of alert recipients. */
@Repository
public class RecipientRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    RecipientRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** An address on an account's list. */
    public record StoredRecipient(String email, boolean confirmed) {}

    /** Lists an account's recipients in the order in which they were entered. */
    public List<StoredRecipient> list(String account) {
        return jdbc.sql("select email, confirmed from alert_recipient where account = :account order by position")
                .param("account", account)
                .query((row, index) -> new StoredRecipient(row.getString("email"), row.getBoolean("confirmed")))
                .list();
    }

    /** Finds the confirmed addresses of an account. */
    public List<String> findConfirmed(String account) {
        return list(account).stream()
                .filter(StoredRecipient::confirmed)
                .map(StoredRecipient::email)
                .toList();
    }

    /** Finds an address on an account's list, ignoring case. */
    public Optional<StoredRecipient> find(String account, String email) {
        return list(account).stream()
                .filter(storedRecipient -> storedRecipient.email().equalsIgnoreCase(email))
                .findFirst();
    }

    /** Replaces an account's list. */
    public void replace(String account, List<StoredRecipient> rows) {
        jdbc.sql("delete from alert_recipient where account = :account")
                .param("account", account)
                .update();
        batches.batchUpdate(
                "insert into alert_recipient (account, position, email, confirmed) values (?, ?, ?, ?)",
                IntStream.range(0, rows.size())
                        .mapToObj(position -> new Object[] {
                            account,
                            position,
                            rows.get(position).email(),
                            rows.get(position).confirmed()
                        })
                        .toList());
    }

    /** Marks an address of a list as confirmed. */
    public void confirm(String account, String email) {
        jdbc.sql("update alert_recipient set confirmed = true where account = :account and lower(email) = :email")
                .param("account", account)
                .param("email", EmailAddress.normalize(email))
                .update();
    }
}
