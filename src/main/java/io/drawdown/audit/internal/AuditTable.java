package io.drawdown.audit.internal;

import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.audit.AuditEntry;
import io.drawdown.audit.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.Listing;
import io.drawdown.base.SortColumn;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The entries, which are added and read and nothing else. */
@Component
public class AuditTable {

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_ADDRESS = 64;

    private final SqlListing.Database database;
    private final JsonMapper json;

    AuditTable(SqlListing.Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** An entry that is to be written, without its number. */
    record Draft(
            Instant at,
            Caller who,
            AuditAction what,
            @Nullable String account,
            String subject,
            @Nullable String address,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** Writes an entry by this connection or transaction. */
    void write(JdbcClient jdbc, Draft entry) {
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
                .param("subject", bounded(entry.subject(), LONGEST_SUBJECT))
                .param("address", entry.address() == null ? null : bounded(entry.address(), LONGEST_ADDRESS))
                .param("before", entry.before() == null ? null : entry.before().toString())
                .param("after", entry.after() == null ? null : entry.after().toString())
                .update();
    }

    /** The entries that a filter lets through, the newest first. */
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
                .orderBy(SortColumn.whole("id").descending())
                .sortable("at", SortColumn.instant("at"))
                .sortable("who", SortColumn.text("lower(who)"))
                .sortable("account", SortColumn.text("account").nullable());
        return listing.where("""
                        (lower(who) like :text or lower(account) like :text or lower(subject) like :text or lower(address) like :text
                            or lower(before_json) like :text or lower(after_json) like :text)""", "text", Sql.containing(filter.text()));
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
                tree(row.getString("before_json")),
                tree(row.getString("after_json")));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    /** What comes from outside can be of any length, and half of a surrogate pair can't be kept. */
    private static String bounded(String text, int most) {
        var readable = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\p{Cs}", "?");
        if (readable.length() <= most) {
            return readable;
        }
        var end = most - 1;
        return readable.substring(0, Character.isHighSurrogate(readable.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
