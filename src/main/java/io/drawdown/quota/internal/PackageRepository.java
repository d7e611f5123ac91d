package io.drawdown.quota.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activities;
import io.drawdown.catalog.spi.RegionSales;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.packages.NewPackage;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.PackageSource;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.Quota;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the packages that people and programs read. */
@Repository
public class PackageRepository implements RegionSales {

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    PackageRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** The number of packages of an offer from a source. */
    public record OfferCount(String offer, PackageSource source, long packages) {}

    @Override
    public boolean hasPackages(String region) {
        return jdbc.sql("select exists (select 1 from resource_package where region = :region)")
                .param("region", region)
                .query(Boolean.class)
                .single();
    }

    /** Returns the id of the next package. */
    public long nextId() {
        return jdbc.sql("select nextval('resource_package_id')")
                .query(Long.class)
                .single();
    }

    /** Adds a full package with its total in node-seconds. */
    public void insert(long id, NewPackage newPackage, long total, Instant expiresAt, Instant now) {
        var offer = newPackage.offer();
        jdbc.sql("""
                        insert into resource_package (id, account, source, order_number, offer, name, region, specification,
                            activities, quantity, total, settled_remaining, effective_at, expires_at, created_at)
                        values (:id, :account, :source, :order, :offer, :name, :region, :specification,
                            :activities, :quantity, :total, :total, :effectiveAt, :expiresAt, :now)""")
                .param("id", id)
                .param("account", newPackage.account())
                .param("source", (newPackage.order() == null ? PackageSource.GIFT : PackageSource.PURCHASE).name())
                .param("order", newPackage.order())
                .param("offer", offer.code())
                .param("name", offer.name())
                .param("region", offer.region())
                .param("specification", offer.specification())
                .param("activities", Activities.join(offer.activities()))
                .param("quantity", newPackage.quantity())
                .param("total", total)
                .param("effectiveAt", Sql.utc(newPackage.effectiveAt()))
                .param("expiresAt", Sql.utc(expiresAt))
                .param("now", Sql.utc(now))
                .update();
    }

    /** Lists the packages of an account that match a filter, the newest first. */
    public Listing<ResourcePackage> list(String account, PackageFilter filter, AccountSnapshot accountSnapshot) {
        var listing = new SqlListing<>(
                        database,
                        PackageColumns.ALL,
                        "resource_package p",
                        (row, index) -> PackageColumns.read(row, accountSnapshot))
                .within("p.account", "account", account)
                .where("p.region = :region", "region", filter.region())
                .where("p.specification = :specification", "specification", filter.specification())
                .where("""
                        (lower(p.name) like :text or lower(p.offer) like :text or lower(p.order_number) like :text
                        or cast(p.id as varchar) like :text)""", "text", Sql.containsPattern(filter.text()))
                .with("now", Sql.utc(accountSnapshot.at()))
                .orderBy(
                        SortColumn.instant("p.created_at").descending(),
                        SortColumn.integer("p.id").descending())
                .sortable("name", SortColumn.text("p.name"))
                .sortable("specification", SortColumn.text("p.specification"))
                .sortable("region", SortColumn.text("p.region"))
                .sortable("remaining", SortColumn.integer("p.settled_remaining"))
                .sortable("effectiveAt", SortColumn.instant("p.effective_at"))
                .sortable("expiresAt", SortColumn.instant("p.expires_at"))
                .sortable("order", SortColumn.text("p.order_number").nullable());
        return filter.status() == null ? listing : listing.where(statusCondition(filter.status()));
    }

    /** Finds one package of an account. */
    public Optional<ResourcePackage> find(String account, long id, AccountSnapshot accountSnapshot) {
        return jdbc.sql("select " + PackageColumns.ALL
                        + " from resource_package p where p.account = :account and p.id = :id")
                .param("account", account)
                .param("id", id)
                .query((row, index) -> PackageColumns.read(row, accountSnapshot))
                .optional();
    }

    /** Finds these packages of an account. */
    public List<ResourcePackage> findByIds(String account, Collection<Long> ids, AccountSnapshot accountSnapshot) {
        return jdbc.sql(
                        "select " + PackageColumns.ALL
                                + " from unnest(cast(:ids as bigint array)) as k(id) join resource_package p on p.id = k.id where p.account = :account")
                .param("account", account)
                .param("ids", Sql.array("bigint", ids, Function.identity()))
                .query((row, index) -> PackageColumns.read(row, accountSnapshot))
                .list();
    }

    /** Finds the titles of these packages of an account, by id. */
    public Map<String, String> findTitles(String account, Collection<Long> ids) {
        var titles = new HashMap<String, String>();
        jdbc.sql("""
                        select p.id, p.name, p.quantity
                        from unnest(cast(:ids as bigint array)) as k(id) join resource_package p on p.id = k.id
                        where p.account = :account""")
                .param("account", account)
                .param("ids", Sql.array("bigint", ids, Function.identity()))
                .query(row -> {
                    titles.put(
                            row.getString("id"), ResourcePackage.title(row.getString("name"), row.getInt("quantity")));
                });
        return titles;
    }

    /** Sums each kind over the packages of an account that are in validity. */
    public List<Quota> sumByKind(String account, AccountSnapshot accountSnapshot) {
        return jdbc.sql("""
                        select p.region, p.specification, p.activities, sum(p.total) as total,
                               sum(p.settled_remaining) as remaining, count(*) as packages
                        from resource_package p
                        where p.account = :account and p.effective_at <= :now and p.expires_at > :now
                        group by p.region, p.specification, p.activities
                        order by p.region, p.specification, p.activities""")
                .param("account", account)
                .param("now", Sql.utc(accountSnapshot.at()))
                .query((row, index) -> {
                    var packageKind = new PackageKind(
                            row.getString("region"),
                            row.getString("specification"),
                            Activities.split(row.getString("activities")));
                    return new Quota(
                            packageKind.region(),
                            packageKind.specification(),
                            packageKind.activities(),
                            row.getLong("total"),
                            row.getLong("remaining") - accountSnapshot.unsettledNodeSeconds(packageKind),
                            row.getInt("packages"));
                })
                .list();
    }

    /** Counts the packages of these offers over all accounts. Offers without packages are left out. */
    public List<OfferCount> countByOffer(Collection<String> offers) {
        return jdbc.sql("""
                        select p.offer, p.source, count(*) as packages
                        from unnest(cast(:offers as varchar array)) as k(code) join resource_package p on p.offer = k.code
                        group by p.offer, p.source""")
                .param("offers", Sql.array("varchar", offers, Function.identity()))
                .query((row, index) -> new OfferCount(
                        row.getString("offer"),
                        PackageSource.valueOf(row.getString("source")),
                        row.getLong("packages")))
                .list();
    }

    /** Returns the condition that {@link PackageStatus#at} derives at `:now`, from settled balances. */
    private static String statusCondition(PackageStatus status) {
        return switch (status) {
            case EXPIRED -> "p.expires_at <= :now";
            case NOT_EFFECTIVE -> "p.expires_at > :now and p.effective_at > :now";
            case USED_UP -> "p.expires_at > :now and p.effective_at <= :now and p.settled_remaining = 0";
            case IN_EFFECT -> "p.expires_at > :now and p.effective_at <= :now and p.settled_remaining > 0";
        };
    }
}
