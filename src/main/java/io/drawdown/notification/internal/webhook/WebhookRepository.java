package io.drawdown.notification.internal.webhook;

import io.drawdown.alert.AlertKind;
import io.drawdown.base.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Reads and writes the webhooks of accounts. */
@Repository
public class WebhookRepository {

    private static final String SELECT =
            "select id, url, kinds, secret, previous_secret, previous_until, created_at from webhook ";

    private final JdbcClient jdbc;

    WebhookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lists an account's webhooks, the oldest first. */
    public List<StoredWebhook> list(String account) {
        return jdbc.sql(SELECT + "where account = :account order by id")
                .param("account", account)
                .query((row, index) -> readWebhook(row))
                .list();
    }

    /** Finds a webhook of an account. */
    public Optional<StoredWebhook> find(String account, long id) {
        return jdbc.sql(SELECT + "where account = :account and id = :id")
                .param("account", account)
                .param("id", id)
                .query((row, index) -> readWebhook(row))
                .optional();
    }

    /** Adds a webhook and returns its id. */
    public long insert(String account, String url, Set<AlertKind> kinds, WebhookSecret secret, Instant now) {
        var id = new GeneratedKeyHolder();
        jdbc.sql(
                        "insert into webhook (account, url, kinds, secret, created_at) values (:account, :url, :kinds, :secret, :now)")
                .param("account", account)
                .param("url", url)
                .param("kinds", kinds.stream().sorted().map(AlertKind::name).collect(Collectors.joining(",")))
                .param("secret", untracedParameter(secret))
                .param("now", Sql.utc(now))
                .update(id, "id");
        return Sql.generatedId(id);
    }

    /** Replaces the secret of a webhook; the previous one also signs until the given instant. */
    public void rotateSecret(String account, long id, WebhookSecret secret, Instant previousUntil) {
        jdbc.sql("""
                        update webhook set previous_secret = secret, previous_until = :previousUntil, secret = :secret
                        where account = :account and id = :id""")
                .param("previousUntil", Sql.utc(previousUntil))
                .param("secret", untracedParameter(secret))
                .param("account", account)
                .param("id", id)
                .update();
    }

    /** Deletes a webhook, if it exists. */
    public void delete(String account, long id) {
        jdbc.sql("delete from webhook where account = :account and id = :id")
                .param("account", account)
                .param("id", id)
                .update();
    }

    /** Wraps the secret in a parameter whose value doesn't appear in traced statements. */
    private static SqlTypeValue untracedParameter(WebhookSecret secret) {
        return (statement, index, sqlType, typeName) -> statement.setString(index, secret.text());
    }

    private static StoredWebhook readWebhook(ResultSet row) throws SQLException {
        var previousSecret = row.getString("previous_secret");
        return new StoredWebhook(
                row.getLong("id"),
                row.getString("url"),
                Arrays.stream(row.getString("kinds").split(","))
                        .map(AlertKind::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(AlertKind.class))),
                new WebhookSecret(row.getString("secret")),
                previousSecret == null ? null : new WebhookSecret(previousSecret),
                Sql.instantOrNull(row, "previous_until"),
                Sql.instant(row, "created_at"));
    }
}
