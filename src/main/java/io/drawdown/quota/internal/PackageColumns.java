package io.drawdown.quota.internal;

import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activities;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.packages.PackageSource;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.ResourcePackage;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.modulith.NamedInterface;

/** Reads packages from a query that names resource_package `p`, in this module or in a join of another one. */
@NamedInterface("package-columns")
public final class PackageColumns {

    /** The columns to select. */
    public static final String ALL = """
            p.id, p.account, p.order_number, p.source, p.offer, p.name, p.region, p.specification, p.activities, p.quantity,
            p.total, p.settled_remaining, p.effective_at, p.expires_at, p.created_at""";

    private PackageColumns() {}

    /** Reads the package of a row at the instant of a snapshot (R5). Its status follows from its live balance. */
    public static ResourcePackage read(ResultSet row, AccountSnapshot accountSnapshot) throws SQLException {
        var id = row.getLong("id");
        var settled = row.getLong("settled_remaining");
        var remaining = accountSnapshot.remainingNodeSeconds(id, settled);
        var effectiveAt = Sql.instant(row, "effective_at");
        var expiresAt = Sql.instant(row, "expires_at");
        return new ResourcePackage(
                row.getString("id"),
                row.getString("order_number"),
                PackageSource.valueOf(row.getString("source")),
                row.getString("offer"),
                row.getString("name"),
                row.getString("region"),
                row.getString("specification"),
                Activities.split(row.getString("activities")),
                row.getInt("quantity"),
                row.getLong("total"),
                remaining,
                accountSnapshot.settledNodeSeconds(id, settled),
                effectiveAt,
                expiresAt,
                PackageStatus.at(accountSnapshot.at(), effectiveAt, expiresAt, remaining),
                Sql.instant(row, "created_at"));
    }
}
