package io.drawdown.notification;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The lists of those who get accounts' alerts by e-mail, as they are kept. */
@Repository
class RecipientTable {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    RecipientTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** An address on a list. */
    record Row(String email, boolean confirmed) {}

    /** An account's list, in the order in which it was given. */
    List<Row> list(String account) {
        return jdbc.sql("select email, confirmed from alert_recipient where account = :account order by position")
                .param("account", account)
                .query((row, index) -> new Row(row.getString("email"), row.getBoolean("confirmed")))
                .list();
    }

    /** The addresses of an account's list that have confirmed. */
    List<String> confirmed(String account) {
        return list(account).stream().filter(Row::confirmed).map(Row::email).toList();
    }

    /** An address of an account's list, in whatever case. */
    Optional<Row> find(String account, String email) {
        return list(account).stream()
                .filter(row -> row.email().equalsIgnoreCase(email))
                .findFirst();
    }

    /** Replaces an account's list. */
    void replace(String account, List<Row> rows) {
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

    /** Writes that an address of a list has confirmed. */
    void confirm(String account, String email) {
        jdbc.sql("update alert_recipient set confirmed = true where account = :account and lower(email) = :email")
                .param("account", account)
                .param("email", MailBudget.normal(email))
                .update();
    }
}
