package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.notification.internal.NotificationColumns;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.notification.message.NumericId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account has been told, there from the commit of the change that it tells of (R22). */
@Service
public class Inbox {

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final Access access;
    private final Clock clock;

    Inbox(JdbcClient jdbc, SqlListing.Database database, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.access = access;
        this.clock = clock;
    }

    /** The notifications that a filter lets through, the newest first. */
    @Transactional(readOnly = true)
    public Listing<Notification> list(String account, NotificationFilter filter) {
        access.requireRead(account);
        var listing = new SqlListing<>(
                        database,
                        NotificationColumns.COLUMNS,
                        NotificationColumns.TABLE,
                        (row, index) -> NotificationColumns.read(row))
                .joining(NotificationColumns.JOIN)
                .within("n.account", "account", account)
                .where(
                        "n.kind = :kind",
                        "kind",
                        filter.kind() == null ? null : filter.kind().name())
                .where(
                        "n.package_id = :package",
                        "package",
                        filter.packageId() == null ? null : NumericId.parse(filter.packageId()))
                .orderBy(
                        SortColumn.instant("n.happened_at").descending(),
                        SortColumn.integer("n.id").descending())
                .sortable("happenedAt", SortColumn.instant("n.happened_at"));
        return filterByUnread(listing, filter.unread());
    }

    /** One notification of an account. */
    @Transactional(readOnly = true)
    public Notification get(String account, String id) {
        access.requireRead(account);
        return find(account, id);
    }

    /** Marks a notification as read; the first time stays. */
    @RetryOnConflict
    @Transactional
    public Notification markRead(String account, String id) {
        access.requireMarkRead(account);
        jdbc.sql("update notification set read_at = :now where account = :account and id = :id and read_at is null")
                .param("now", Sql.utc(clock.instant()))
                .param("account", account)
                .param("id", NumericId.parse(id))
                .update();
        return find(account, id);
    }

    /** Marks all that is unread as read, and tells how many that were. */
    @RetryOnConflict
    @Transactional
    public int markAllRead(String account) {
        access.requireMarkRead(account);
        return jdbc.sql("update notification set read_at = :now where account = :account and read_at is null")
                .param("now", Sql.utc(clock.instant()))
                .param("account", account)
                .update();
    }

    /** How many notifications nobody of the account has marked as read. */
    @Transactional(readOnly = true)
    public long countUnread(String account) {
        access.requireRead(account);
        return jdbc.sql("select count(*) from notification where account = :account and read_at is null")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** How many are unread, of each of these accounts. Asks for no rights: it is for pages that were let in already. */
    @Transactional(readOnly = true)
    public Map<String, Long> countUnread(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        var unread = new HashMap<String, Long>();
        accounts.forEach(account -> unread.put(account, 0L));
        jdbc.sql("""
                        select account, count(*) as unread from notification
                        where account = any(cast(:accounts as varchar array)) and read_at is null group by account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    unread.put(row.getString("account"), row.getLong("unread"));
                });
        return unread;
    }

    private Notification find(String account, String id) {
        return jdbc.sql("select " + NotificationColumns.COLUMNS + " from " + NotificationColumns.FROM
                        + " where n.account = :account and n.id = :id")
                .param("account", account)
                .param("id", NumericId.parse(id))
                .query((row, index) -> NotificationColumns.read(row))
                .optional()
                .orElseThrow(() -> ProblemException.notFound("The notification '" + id + "'"));
    }

    private static SqlListing<Notification> filterByUnread(SqlListing<Notification> listing, @Nullable Boolean unread) {
        return unread == null ? listing : listing.where(unread ? "n.read_at is null" : "n.read_at is not null");
    }
}
