package io.drawdown.notification.internal;

import io.drawdown.alert.AlertKind;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.base.Money;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activities;
import io.drawdown.notification.message.Notification;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.ResourcePackage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** How notifications are read, with the titles of their packages. */
public final class NotificationColumns {

    public static final String COLUMNS = """
            n.id, n.account, n.kind, n.package_id, n.region, n.specification, n.activities, n.threshold_type, n.threshold_value,
            n.remaining, n.total, n.next_hour_cost, n.currency, n.runs_out_at, n.expires_at, n.happened_at, n.read_at,
            p.name as package_name, p.quantity as package_quantity""";

    public static final String TABLE = "notification n";

    public static final String JOIN = "left join resource_package p on p.id = n.package_id";

    public static final String FROM = TABLE + " " + JOIN;

    private NotificationColumns() {}

    public static Notification read(ResultSet row) throws SQLException {
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
                instantOrNull(row, "runs_out_at"),
                instantOrNull(row, "expires_at"),
                Sql.instant(row, "happened_at"),
                instantOrNull(row, "read_at"),
                packageTitle(row));
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var instant = row.getObject(column, OffsetDateTime.class);
        return instant == null ? null : instant.toInstant();
    }

    private static @Nullable Threshold threshold(ResultSet row) throws SQLException {
        var type = row.getString("threshold_type");
        return type == null ? null : new Threshold(Threshold.Type.valueOf(type), row.getLong("threshold_value"));
    }

    private static @Nullable Money nextHourCost(ResultSet row) throws SQLException {
        var amount = row.getBigDecimal("next_hour_cost");
        return amount == null ? null : new Money(amount, Currency.getInstance(row.getString("currency"))).normalized();
    }

    private static @Nullable String packageTitle(ResultSet row) throws SQLException {
        var name = row.getString("package_name");
        return name == null ? null : ResourcePackage.title(name, row.getInt("package_quantity"));
    }
}
