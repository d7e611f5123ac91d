package io.drawdown.notification.internal.email;

import io.drawdown.base.Hash;
import io.drawdown.base.sql.Sql;
import io.drawdown.notification.internal.EmailAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes confirmation links. Their tokens are stored only as hashes. */
@Repository
public class ConfirmationLinkRepository {

    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    ConfirmationLinkRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The token of a new link, and the instant at which it expires. */
    record NewLink(String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "NewLink[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * A stored link.
     *
     * @param email the address that it confirms, in lower case
     * @param confirmedAt when this or another link for the address was followed; null if none was
     */
    public record StoredLink(
            String account,
            String email,
            Instant expiresAt,
            @Nullable Instant confirmedAt) {}

    /** Creates a link for an address of an account, and deletes the account's links that expired long ago. */
    @Transactional
    public NewLink issue(String account, String email) {
        var now = clock.instant();
        jdbc.sql("delete from recipient_confirmation where account = :account and expires_at < :before")
                .param("account", account)
                .param("before", Sql.utc(now.minus(RETENTION)))
                .update();
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var link = new NewLink(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), now.plus(VALIDITY));
        jdbc.sql("""
                        insert into recipient_confirmation (account, token_hash, email, expires_at)
                        values (:account, :hash, :email, :expiresAt)""")
                .param("account", account)
                .param("hash", Hash.sha256(link.token()))
                .param("email", EmailAddress.normalize(email))
                .param("expiresAt", Sql.utc(link.expiresAt()))
                .update();
        return link;
    }

    /** Finds the link with this token. */
    public Optional<StoredLink> find(String token) {
        return jdbc.sql(
                        "select account, email, expires_at, confirmed_at from recipient_confirmation where token_hash = :hash")
                .param("hash", Hash.sha256(token))
                .query((row, index) -> new StoredLink(
                        row.getString("account"),
                        row.getString("email"),
                        Sql.instant(row, "expires_at"),
                        Sql.instantOrNull(row, "confirmed_at")))
                .optional();
    }

    /** Marks all links of the same account and address as used. */
    public void markUsed(StoredLink storedLink) {
        jdbc.sql(
                        "update recipient_confirmation set confirmed_at = :now where account = :account and email = :email and confirmed_at is null")
                .param("now", Sql.utc(clock.instant()))
                .param("account", storedLink.account())
                .param("email", storedLink.email())
                .update();
    }
}
