package io.drawdown.notification.internal;

import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.SilentRuns;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activities;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.notification.message.NumericId;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.ResourcePackage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Reads and writes notifications. Those that are read include the titles of their packages. */
@Repository
public class NotificationRepository {

    static final String COLUMNS = """
            n.id, n.account, n.kind, n.package_id, n.region, n.specification, n.activities, n.threshold_type, n.threshold_value,
            n.remaining, n.total, n.next_hour_cost, n.currency, n.runs_out_at, n.expires_at, n.happened_at, n.read_at,
            n.run, n.jobs, n.runs,
            p.name as package_name, p.quantity as package_quantity""";

    private static final String TABLE = "notification n";

    private static final String JOIN = "left join resource_package p on p.id = n.package_id";

    static final String FROM = TABLE + " " + JOIN;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final SqlListing.Database database;

    NotificationRepository(JdbcClient jdbc, NamedParameterJdbcOperations batches, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
    }

    /** Writes a notification for each alert of an account in one batch, and returns their ids in the same order. */
    public List<Long> insert(String account, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return List.of();
        }
        var keys = new GeneratedKeyHolder();
        batches.batchUpdate(
                """
                insert into notification (account, kind, package_id, region, specification, activities, threshold_type,
                    threshold_value, remaining, total, next_hour_cost, currency, runs_out_at, expires_at, happened_at, run, jobs, runs)
                values (:account, :kind, :package, :region, :specification, :activities, :thresholdType,
                    :thresholdValue, :remaining, :total, :cost, :currency, :runsOutAt, :expiresAt, :happenedAt, :run, :jobs, :runs)""",
                alerts.stream().map(alert -> parameters(account, alert)).toArray(SqlParameterSource[]::new),
                keys,
                new String[] {"id"});
        return GeneratedIds.read(keys);
    }

    /** Lists the notifications of an account that match a filter, the newest first. */
    public Listing<Notification> list(String account, NotificationFilter filter) {
        var listing = new SqlListing<>(database, COLUMNS, TABLE, (row, index) -> readNotification(row))
                .joining(JOIN)
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

    /** Finds a notification of an account. */
    public Optional<Notification> find(String account, long id) {
        return jdbc.sql("select " + COLUMNS + " from " + FROM + " where n.account = :account and n.id = :id")
                .param("account", account)
                .param("id", id)
                .query((row, index) -> readNotification(row))
                .optional();
    }

    /** Marks a notification as read, unless it is already read. */
    public void markRead(String account, long id, Instant now) {
        jdbc.sql("update notification set read_at = :now where account = :account and id = :id and read_at is null")
                .param("now", Sql.utc(now))
                .param("account", account)
                .param("id", id)
                .update();
    }

    /** Marks all unread notifications of an account as read, and returns their number. */
    public int markAllRead(String account, Instant now) {
        return jdbc.sql("update notification set read_at = :now where account = :account and read_at is null")
                .param("now", Sql.utc(now))
                .param("account", account)
                .update();
    }

    /** Counts the unread notifications of an account. */
    public long countUnread(String account) {
        return jdbc.sql("select count(*) from notification where account = :account and read_at is null")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** Counts the unread notifications by account; 0 for accounts without any. */
    public Map<String, Long> countUnread(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        var unread = new HashMap<String, Long>();
        accounts.forEach(account -> unread.put(account, 0L));
        jdbc.sql("""
                        select n.account, count(*) as unread
                        from unnest(cast(:accounts as varchar array)) as a(account)
                        join notification n on n.account = a.account
                        where n.read_at is null group by n.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    unread.put(row.getString("account"), row.getLong("unread"));
                });
        return unread;
    }

    /** Reads a notification from a row with {@link #COLUMNS}. */
    static Notification readNotification(ResultSet row) throws SQLException {
        return new Notification(
                row.getString("id"),
                row.getString("account"),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("package_id"),
                new PackageKind(
                        row.getString("region"),
                        row.getString("specification"),
                        Activities.split(row.getString("activities"))),
                threshold(row),
                row.getLong("remaining"),
                row.getLong("total"),
                nextHourCost(row),
                Sql.instantOrNull(row, "runs_out_at"),
                Sql.instantOrNull(row, "expires_at"),
                Sql.instant(row, "happened_at"),
                Sql.instantOrNull(row, "read_at"),
                packageTitle(row),
                silentRuns(row));
    }

    private static MapSqlParameterSource parameters(String account, Alert alert) {
        var threshold = alert.threshold();
        var cost = alert.nextHourCost();
        var silent = alert.silentRuns();
        return new MapSqlParameterSource("account", account)
                .addValue("kind", alert.kind().name())
                .addValue("package", alert.packageId() == null ? null : Long.valueOf(alert.packageId()))
                .addValue("region", alert.packageKind().region())
                .addValue("specification", alert.packageKind().specification())
                .addValue("activities", Activities.join(alert.packageKind().activities()))
                .addValue(
                        "thresholdType",
                        threshold == null ? null : threshold.type().name())
                .addValue("thresholdValue", threshold == null ? null : threshold.value())
                .addValue("remaining", silent == null ? alert.remainingNodeSeconds() : null)
                .addValue("total", silent == null ? alert.totalNodeSeconds() : null)
                .addValue("cost", cost == null ? null : cost.amount())
                .addValue("currency", cost == null ? null : cost.currency().getCurrencyCode())
                .addValue("runsOutAt", Sql.utcOrNull(alert.runsOutAt()))
                .addValue("expiresAt", Sql.utcOrNull(alert.expiresAt()))
                .addValue("happenedAt", Sql.utc(alert.happenedAt()))
                .addValue("run", silent == null ? null : Long.valueOf(silent.run()))
                .addValue("jobs", silent == null ? null : Sql.array("varchar", silent.jobs(), job -> job))
                .addValue("runs", silent == null ? null : silent.count());
    }

    private static SqlListing<Notification> filterByUnread(SqlListing<Notification> listing, @Nullable Boolean unread) {
        return unread == null ? listing : listing.where(unread ? "n.read_at is null" : "n.read_at is not null");
    }

    private static @Nullable Threshold threshold(ResultSet row) throws SQLException {
        var type = row.getString("threshold_type");
        return type == null ? null : new Threshold(Threshold.Type.valueOf(type), row.getLong("threshold_value"));
    }

    private static @Nullable Money nextHourCost(ResultSet row) throws SQLException {
        var amount = row.getBigDecimal("next_hour_cost");
        return amount == null ? null : new Money(amount, Currency.getInstance(row.getString("currency"))).normalized();
    }

    private static @Nullable SilentRuns silentRuns(ResultSet row) throws SQLException {
        var run = row.getString("run");
        return run == null ? null : new SilentRuns(run, Sql.texts(row, "jobs"), row.getInt("runs"));
    }

    private static @Nullable String packageTitle(ResultSet row) throws SQLException {
        var name = row.getString("package_name");
        return name == null ? null : ResourcePackage.title(name, row.getInt("package_quantity"));
    }
}
