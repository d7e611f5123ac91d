package io.drawdown.audit.internal;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of audit entries, which are only added and read. */
@Component
public class AuditRepository {

    private static final int MAX_SUBJECT_LENGTH = 500;
    private static final int MAX_ADDRESS_LENGTH = 64;

    private final SqlListing.Database database;
    private final JsonMapper json;

    AuditRepository(SqlListing.Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** An entry to write, without its number. */
    record NewEntry(
            Instant at,
            Caller who,
            AuditAction what,
            @Nullable String account,
            String subject,
            @Nullable String address,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** Writes an entry with this connection or transaction. */
    void insert(JdbcClient jdbc, NewEntry entry) {
        jdbc.sql("""
                        insert into audit_entry (at, who, kind, key_id, role, what, account, subject, address, before_json, after_json)
                        values (:at, :who, :kind, :key, :role, :what, :account, :subject, :address, :before, :after)""")
                .param("at", Sql.utc(entry.at()))
                .param("who", entry.who().name())
                .param("kind", entry.who().kind().name())
                .param("key", entry.who().keyId())
                .param("role", entry.who().role().name())
                .param("what", entry.what().name())
                .param("account", entry.account())
                .param("subject", Sql.storable(entry.subject(), MAX_SUBJECT_LENGTH))
                .param("address", entry.address() == null ? null : Sql.storable(entry.address(), MAX_ADDRESS_LENGTH))
                .param("before", entry.before() == null ? null : entry.before().toString())
                .param("after", entry.after() == null ? null : entry.after().toString())
                .update();
    }

    /** Lists the entries that match a filter, the newest first. */
    public Listing<AuditEntry> list(AuditFilter filter) {
        var listing = new SqlListing<>(database, "*", "audit_entry", (row, index) -> read(row))
                .within("account", "account", filter.account())
                .where("who = :who", "who", filter.who())
                .where(
                        "what = :what",
                        "what",
                        filter.what() == null ? null : filter.what().name())
                .where("at >= :from", "from", Sql.utcOrNull(filter.from()))
                .where("at < :to", "to", Sql.utcOrNull(filter.to()))
                .orderBy(SortColumn.integer("id").descending())
                .sortable("at", SortColumn.instant("at"))
                .sortable("who", SortColumn.text("lower(who)"))
                .sortable("account", SortColumn.text("account").nullable());
        return listing.where("""
                        (lower(who) like :text or lower(account) like :text or lower(subject) like :text or lower(address) like :text
                            or lower(before_json) like :text or lower(after_json) like :text)""", "text", Sql.containsPattern(filter.text()));
    }

    private AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                Sql.instant(row, "at"),
                row.getString("who"),
                Caller.Kind.valueOf(row.getString("kind")),
                row.getObject("key_id", Long.class),
                Role.valueOf(row.getString("role")),
                AuditAction.valueOf(row.getString("what")),
                row.getString("account"),
                row.getString("subject"),
                row.getString("address"),
                readJson(row.getString("before_json")),
                readJson(row.getString("after_json")));
    }

    private @Nullable JsonNode readJson(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
