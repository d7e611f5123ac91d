package io.drawdown.account.internal;

import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Reads and writes API keys. Their hashes don't leave this class. */
@Repository
public class ApiKeyRepository {

    private static final String COLUMNS =
            "id, name, role, account, state, created_at, created_by, expires_at, last_used_at, revoked_at, revoked_by";
    private static final String WITH_STATE = """
            (select k.*, case when revoked_at is not null then 'REVOKED'
                              when expires_at <= :now then 'EXPIRED'
                              when expires_at <= :soon then 'EXPIRING'
                              when last_used_at is null then 'NEVER_USED'
                              else 'IN_USE' end as state
             from api_key k) api_key""";

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    ApiKeyRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Lists the keys that match a filter, the newest first. */
    public Listing<ApiKey> list(ApiKeyFilter filter, Instant now) {
        var listing = new SqlListing<>(database, COLUMNS, WITH_STATE, (row, index) -> read(row))
                .with("now", Sql.utc(now))
                .with("soon", Sql.utc(now.plus(ApiKeyState.EXPIRING_WITHIN)))
                .where("lower(name) like :text", "text", Sql.containsPattern(filter.text()))
                .where(
                        "state = :state",
                        "state",
                        filter.state() == null ? null : filter.state().name())
                .where(
                        "role = :role",
                        "role",
                        filter.role() == null ? null : filter.role().name())
                .within("account", "account", filter.account())
                .orderBy(SortColumn.integer("id").descending())
                .sortable("name", SortColumn.text("lower(name)"))
                .sortable("account", SortColumn.text("account").nullable())
                .sortable("createdAt", SortColumn.instant("created_at"))
                .sortable("expiresAt", SortColumn.instant("expires_at").nullable())
                .sortable("lastUsedAt", SortColumn.instant("last_used_at").nullable());
        if (filter.ofPlatform() != null) {
            listing.where(filter.ofPlatform() ? "account is null" : "account is not null");
        }
        return listing;
    }

    /** Finds the key with this hash, with its state at {@code now}. */
    public Optional<ApiKey> findByHash(String hash, Instant now) {
        return select("key_hash = :hash", "hash", hash, now).stream().findFirst();
    }

    /** Finds the key with this id, with its state at {@code now}, and locks it until the transaction ends. */
    public Optional<ApiKey> findLocked(long id, Instant now) {
        jdbc.sql("select id from api_key where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
        return select("id = :id", "id", id, now).stream().findFirst();
    }

    /** Finds the platform's unrevoked keys with this name. */
    public List<ApiKey> findUnrevoked(String name, Instant now) {
        return select("name = :name and account is null and revoked_at is null", "name", name, now);
    }

    /** Adds a key and returns its id. */
    public long insert(
            String name,
            Role role,
            @Nullable String account,
            String hash,
            Instant now,
            String by,
            @Nullable Instant expiresAt) {
        var id = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into api_key (name, role, account, key_hash, created_at, created_by, expires_at)
                        values (:name, :role, :account, :hash, :now, :by, :expiresAt)""")
                .param("name", name)
                .param("role", role.name())
                .param("account", account)
                .param("hash", hash)
                .param("now", Sql.utc(now))
                .param("by", by)
                .param("expiresAt", Sql.utcOrNull(expiresAt))
                .update(id, "id");
        return Sql.generatedId(id);
    }

    /** Revokes a key, unless it is already revoked. */
    public void revoke(long id, Instant now, String by) {
        jdbc.sql("update api_key set revoked_at = :now, revoked_by = :by where id = :id")
                .param("id", id)
                .param("now", Sql.utc(now))
                .param("by", by)
                .update();
    }

    /** Removes the hash of a revoked key, so that another key can have it. */
    public void forgetHash(long id) {
        jdbc.sql("update api_key set key_hash = null where id = :id")
                .param("id", id)
                .update();
    }

    /** Records that a key is in use, unless its last use was recorded after {@code unlessSince}. */
    public void updateLastUsed(long id, Instant now, Instant unlessSince) {
        jdbc.sql(
                        "update api_key set last_used_at = :now where id = :id and (last_used_at is null or last_used_at <= :since)")
                .param("id", id)
                .param("now", Sql.utc(now))
                .param("since", Sql.utc(unlessSince))
                .update();
    }

    private List<ApiKey> select(String condition, String parameter, Object value, Instant now) {
        return jdbc.sql("select " + COLUMNS + " from " + WITH_STATE + " where " + condition)
                .param("now", Sql.utc(now))
                .param("soon", Sql.utc(now.plus(ApiKeyState.EXPIRING_WITHIN)))
                .param(parameter, value)
                .query((row, index) -> read(row))
                .list();
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getString("account"),
                ApiKeyState.valueOf(row.getString("state")),
                Sql.instant(row, "created_at"),
                row.getString("created_by"),
                Sql.instantOrNull(row, "expires_at"),
                Sql.instantOrNull(row, "last_used_at"),
                Sql.instantOrNull(row, "revoked_at"),
                row.getString("revoked_by"));
    }
}
