package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activities;
import io.drawdown.quota.forecast.AccountSnapshot;
import io.drawdown.quota.internal.PackageColumns;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.NewPackage;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.PackageSource;
import io.drawdown.quota.packages.Quota;
import io.drawdown.quota.packages.RemainingPoint;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.quota.packages.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** An account's packages and what became of them. */
@Service
public class Packages {

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final LiveBalances liveBalances;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Packages(
            JdbcClient jdbc,
            SqlListing.Database database,
            LiveBalances liveBalances,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.liveBalances = liveBalances;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes a package, full (R2, R3). The caller has checked the buyer's rights and locked the account's {@link Ledger} in
     * this transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ResourcePackage create(NewPackage made) {
        var offer = made.offer();
        var id = jdbc.sql("select nextval('resource_package_id')")
                .query(Long.class)
                .single();
        var total = Math.multiplyExact(NodeSeconds.ofNodeHours(offer.nodeHours()), (long) made.quantity());
        var expiresAt = Validity.expiresAt(
                made.effectiveAt(), offer.months(), made.region().zone());
        var now = clock.instant();
        jdbc.sql("""
                        insert into resource_package (id, account, source, order_number, offer, name, region, specification,
                            activities, quantity, total, settled_remaining, effective_at, expires_at, created_at)
                        values (:id, :account, :source, :order, :offer, :name, :region, :specification,
                            :activities, :quantity, :total, :total, :effectiveAt, :expiresAt, :now)""")
                .param("id", id)
                .param("account", made.account())
                .param("source", (made.order() == null ? PackageSource.GIFT : PackageSource.PURCHASE).name())
                .param("order", made.order())
                .param("offer", offer.code())
                .param("name", offer.name())
                .param("region", offer.region())
                .param("specification", offer.specification())
                .param("activities", Activities.join(offer.activities()))
                .param("quantity", made.quantity())
                .param("total", total)
                .param("effectiveAt", Sql.utc(made.effectiveAt()))
                .param("expiresAt", Sql.utc(expiresAt))
                .param("now", Sql.utc(now))
                .update();
        events.publishEvent(new PackageCreated(
                now,
                new PackageBalance(
                        made.account(),
                        id,
                        new PackageKind(offer.region(), offer.specification(), offer.activities()),
                        total,
                        total,
                        made.effectiveAt(),
                        expiresAt)));
        return find(made.account(), Long.toString(id));
    }

    /**
     * The packages that a filter lets through, the newest first, with what remains of them as of this call. They are filtered by
     * status and sorted by what remains as it is settled: a package is settled in the second in which it is exhausted, so that
     * differs from what is shown for a moment at most, or by what has run within the hour.
     */
    @Transactional(readOnly = true)
    public Listing<ResourcePackage> list(String account, PackageFilter filter) {
        access.requireRead(account);
        var accountSnapshot = liveBalances.snapshot(account);
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
        return filter.status() == null ? listing : listing.where(filter.status().condition());
    }

    /** One package of an account. */
    @Transactional(readOnly = true)
    public ResourcePackage get(String account, String id) {
        access.requireRead(account);
        return find(account, id);
    }

    /** What these packages of an account are called, by id: the name of the offer and how many of it. */
    @Transactional(readOnly = true)
    public Map<String, String> titlesById(String account, Collection<String> ids) {
        access.requireRead(account);
        if (ids.isEmpty()) {
            return Map.of();
        }
        var names = new HashMap<String, String>();
        jdbc.sql("""
                        select p.id, p.name, p.quantity
                        from unnest(cast(:ids as bigint array)) as k(id) join resource_package p on p.id = k.id
                        where p.account = :account""")
                .param("account", account)
                .param("ids", Sql.array("bigint", ids, Packages::parseId))
                .query(row -> {
                    names.put(
                            row.getString("id"), ResourcePackage.title(row.getString("name"), row.getInt("quantity")));
                });
        return names;
    }

    /** These packages of an account, by id. */
    @Transactional(readOnly = true)
    public Map<String, ResourcePackage> findByIds(String account, Collection<String> ids) {
        access.requireRead(account);
        if (ids.isEmpty()) {
            return Map.of();
        }
        var accountSnapshot = liveBalances.snapshot(account);
        return jdbc
                .sql(
                        "select " + PackageColumns.ALL
                                + " from unnest(cast(:ids as bigint array)) as k(id) join resource_package p on p.id = k.id where p.account = :account")
                .param("account", account)
                .param("ids", Sql.array("bigint", ids, Packages::parseId))
                .query((row, index) -> PackageColumns.read(row, accountSnapshot))
                .list()
                .stream()
                .collect(Collectors.toMap(ResourcePackage::id, Function.identity()));
    }

    /** What the account has of each kind, over its packages in validity now. */
    @Transactional(readOnly = true)
    public List<Quota> quotas(String account) {
        access.requireRead(account);
        return liveBalances.readWithSnapshot(account, accountSnapshot -> quotas(account, accountSnapshot));
    }

    private List<Quota> quotas(String account, AccountSnapshot accountSnapshot) {
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

    /** What was taken out of packages and given back, in the order in which it was settled. */
    @Transactional(readOnly = true)
    public Listing<DeductionEntry> deductions(
            String account,
            @Nullable String packageId,
            @Nullable String job,
            @Nullable Instant from,
            @Nullable Instant to) {
        access.requireRead(account);
        var join = "join usage_record u on u.account = d.account and u.entry = d.usage_entry";
        var listing = new SqlListing<>(
                        database,
                        """
                        d.entry, u.source, u.event_id, u.job, d.package_id, d.from_at, d.to_at, d.node_seconds,
                        d.remaining_after, d.settled_at, d.reverses""",
                        job == null ? "deduction d" : "deduction d " + join,
                        (row, index) -> readDeduction(row))
                .within("d.account", "account", account)
                .within("d.package_id", "package", packageId == null ? null : parseId(packageId))
                .where("u.job = :job", "job", job)
                .where("d.to_at > :from", "from", Sql.utcOrNull(from))
                .where("d.from_at < :to", "to", Sql.utcOrNull(to))
                .orderBy(SortColumn.integer("d.entry"))
                .sortable("from", SortColumn.instant("d.from_at"))
                .sortable("nodeSeconds", SortColumn.integer("d.node_seconds"))
                .sortable("settledAt", SortColumn.integer("d.entry"));
        return job == null ? listing.joining(join) : listing;
    }

    /**
     * What remained of a package over time, from its first instant to now or its end: the node-seconds of running up to
     * each point taken off its total, thinned by the database to about as many points as are asked for. The last is what remains
     * now, with what running jobs have used since they were settled (R16).
     *
     * <p>A reversal is of the same running as what it reverses and so takes that away from the whole line, which therefore never
     * rises: the last of what is thinned to one point is also the least, and the instant at which nothing was left is kept.
     */
    @Transactional(readOnly = true)
    public List<RemainingPoint> remainingOverTime(String account, String id, int points) {
        var resourcePackage = get(account, id);
        var start = resourcePackage.effectiveAt();
        var now = clock.instant();
        var end = now.isBefore(resourcePackage.expiresAt()) ? now : resourcePackage.expiresAt();
        if (!start.isBefore(end)) {
            return List.of(new RemainingPoint(start, resourcePackage.remainingNodeSeconds()));
        }
        var width = Math.max(1, Duration.between(start, end).toSeconds() / points);
        var history = new ArrayList<RemainingPoint>();
        history.add(new RemainingPoint(start, resourcePackage.totalNodeSeconds()));
        var remaining = resourcePackage.totalNodeSeconds();
        for (var netDeduction : netDeductions(account, parseId(id), start, width)) {
            remaining -= netDeduction.nodeSeconds();
            history.add(new RemainingPoint(netDeduction.at(), remaining));
        }
        if (history.getLast().at().isBefore(end)) {
            history.add(new RemainingPoint(end, Math.min(remaining, resourcePackage.remainingNodeSeconds())));
        }
        return history;
    }

    private record NetDeduction(Instant at, long nodeSeconds) {}

    private List<NetDeduction> netDeductions(String account, long id, Instant start, long width) {
        return jdbc.sql("""
                        select max(d.to_at) as at, sum(case when d.reverses is null then d.node_seconds else -d.node_seconds end) as taken
                        from deduction d
                        where d.account = :account and d.package_id = :package
                        group by cast(extract(epoch from (d.to_at - cast(:start as timestamp with time zone))) as bigint) / :width
                        order by 1""")
                .param("account", account)
                .param("package", id)
                .param("start", Sql.utc(start))
                .param("width", width)
                .query((row, index) -> new NetDeduction(Sql.instant(row, "at"), row.getLong("taken")))
                .list();
    }

    private ResourcePackage find(String account, String id) {
        var accountSnapshot = liveBalances.snapshot(account);
        return jdbc.sql("select " + PackageColumns.ALL
                        + " from resource_package p where p.account = :account and p.id = :id")
                .param("account", account)
                .param("id", parseId(id))
                .query((row, index) -> PackageColumns.read(row, accountSnapshot))
                .optional()
                .orElseThrow(() -> ProblemException.notFound("The package '" + id + "'"));
    }

    private static long parseId(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }

    private static DeductionEntry readDeduction(ResultSet row) throws SQLException {
        return new DeductionEntry(
                row.getString("source"),
                row.getString("event_id"),
                row.getString("job"),
                row.getString("package_id"),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "to_at"),
                row.getLong("node_seconds"),
                row.getLong("remaining_after"),
                Sql.instant(row, "settled_at"),
                row.getObject("reverses") != null);
    }
}
