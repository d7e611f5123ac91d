package io.drawdown.purchase.internal;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of gifts with an idempotency key. */
@Repository
public class GiftRepository {

    private final JdbcClient jdbc;

    GiftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A gift's package with the hash of the request. */
    public record StoredGift(String packageId, String fingerprint) {}

    public void insert(String account, String key, StoredGift gift) {
        jdbc.sql("""
                        insert into gift (account, idempotency_key, fingerprint, package_id)
                        values (:account, :key, :fingerprint, :package)""")
                .param("account", account)
                .param("key", key)
                .param("fingerprint", gift.fingerprint())
                .param("package", Long.parseLong(gift.packageId()))
                .update();
    }

    /** Finds the gift with an idempotency key. */
    public Optional<StoredGift> findByKey(String account, String key) {
        return jdbc.sql("select package_id, fingerprint from gift where account = :account and idempotency_key = :key")
                .param("account", account)
                .param("key", key)
                .query((row, index) -> new StoredGift(row.getString("package_id"), row.getString("fingerprint")))
                .optional();
    }
}
