package io.drawdown.usage.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.quota.internal.Reversals;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.VoidedUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the charges after a voided record that the returned quota could have covered (R12). */
@Component
public class CoverableChargeRepository {

    private static final Comparator<UsageRef> BY_ENTRY =
            Comparator.comparing(UsageRef::account).thenComparingLong(UsageRef::entry);

    /** The condition that charges exist which a package with returned quota could cover now. */
    private static final String COVERABLE = """
            exists (
                select 1 from deduction d
                join resource_package p on p.id = d.package_id
                join charge c on c.account = v.account and c.entry > v.usage_entry and c.from_at >= p.effective_at and c.to_at <= p.expires_at
                join usage_record w on w.account = c.account and w.entry = c.usage_entry
                    and w.region = p.region and w.specification = p.specification and position(w.activity in p.activities) > 0
                where d.account = v.account and d.usage_entry = v.usage_entry and coalesce(d.reverses, 0) = 0
                  and p.settled_remaining > 0 and c.reason = 'USED_UP' and %s)""".formatted(Reversals.isUnreversed("charge", "c"));

    private final JdbcClient jdbc;
    private final SqlListing.Database database;

    CoverableChargeRepository(JdbcClient jdbc, SqlListing.Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /**
     * Lists voided usage whose returned quota could cover charges now, by the event that reported it. The last voided
     * comes first.
     */
    public Listing<VoidedUsage> listVoided(@Nullable String account, @Nullable String job) {
        return new SqlListing<>(
                        database,
                        "x.*",
                        """
                        (select v.account, coalesce(e.source, u.source) as source, coalesce(e.event_id, u.event_id) as event_id, u.job,
                                min(u.started_at) as started_at, max(u.ended_at) as ended_at, sum(u.node_seconds) as node_seconds,
                                max(v.settled_at) as voided_at
                         from usage_void v
                         join usage_record u on u.account = v.account and u.entry = v.usage_entry
                         left join run_segment s on s.account = v.account and s.usage_entry = v.usage_entry
                         left join run t on t.account = s.account and t.entry = s.run
                         left join usage_event e on e.account = t.account and e.source = t.source and e.entry = t.entry
                         where %s%s%s
                         group by v.account, coalesce(e.source, u.source), coalesce(e.event_id, u.event_id), u.job) x""".formatted(
                                        COVERABLE,
                                        account == null ? "" : " and v.account = :account",
                                        job == null ? "" : " and u.job = :job"),
                        (row, index) -> new VoidedUsage(
                                row.getString("account"),
                                row.getString("source"),
                                row.getString("event_id"),
                                row.getString("job"),
                                Sql.instant(row, "started_at"),
                                Sql.instant(row, "ended_at"),
                                row.getBigDecimal("node_seconds").toBigIntegerExact(),
                                Sql.instant(row, "voided_at")))
                .with("account", account)
                .with("job", job)
                .orderBy(
                        SortColumn.instant("x.voided_at").descending(),
                        SortColumn.text("x.account"),
                        SortColumn.text("x.source"),
                        SortColumn.text("x.event_id"),
                        SortColumn.text("x.job"))
                .sortable("account", SortColumn.text("x.account"))
                .sortable("job", SortColumn.text("x.job"))
                .sortable("nodeSeconds", SortColumn.decimal("x.node_seconds"));
    }

    private record ReturnedQuota(String account, long packageId) {}

    private record Candidate(String account, long packageId, EventResult.Coverable charge) {}

    /**
     * Finds the unreversed `USED_UP` charges after each voided record, at most the limit in all, in the order of
     * their entries. It searches an account's charges once for each package with returned quota, regardless of the
     * number of voids.
     */
    public Map<UsageRef, List<EventResult.Coverable>> findByRecord(Collection<UsageRef> voided, int most) {
        var packages = findPackagesReturnedTo(voided);
        var earliest = earliestEntries(packages);
        if (earliest.isEmpty()) {
            return Map.of();
        }
        var candidates = findCandidates(earliest, most);
        var named = new HashMap<UsageRef, List<EventResult.Coverable>>();
        var left = most;
        for (var usage : packages.keySet()) {
            var charges = selectCharges(usage, packages.get(usage), candidates);
            if (left > 0 && !charges.isEmpty()) {
                var some = charges.subList(0, Math.min(left, charges.size()));
                named.put(usage, some);
                left -= some.size();
            }
        }
        return named;
    }

    /**
     * Finds the charges of {@link #findByRecord} for all of these records together, each once, in the order of their
     * entries.
     */
    public List<EventResult.Coverable> findAll(Collection<UsageRef> voided) {
        var earliest = earliestEntries(findPackagesReturnedTo(voided));
        return earliest.isEmpty()
                ? List.of()
                : findCandidates(earliest, Integer.MAX_VALUE).stream()
                        .map(Candidate::charge)
                        .distinct()
                        .toList();
    }

    /**
     * Returns the earliest record that returned quota to each package. All charges after it could have been covered.
     */
    private static Map<ReturnedQuota, Long> earliestEntries(Map<UsageRef, Set<Long>> packages) {
        var earliest = new LinkedHashMap<ReturnedQuota, Long>();
        packages.forEach((usage, ids) ->
                ids.forEach(id -> earliest.merge(new ReturnedQuota(usage.account(), id), usage.entry(), Math::min)));
        return earliest;
    }

    private static List<EventResult.Coverable> selectCharges(
            UsageRef usage, Set<Long> packages, List<Candidate> candidates) {
        var charges = new TreeMap<Long, EventResult.Coverable>();
        for (var candidate : candidates) {
            var charge = candidate.charge();
            if (charge.entry() > usage.entry()
                    && candidate.account().equals(usage.account())
                    && packages.contains(candidate.packageId())) {
                charges.put(charge.entry(), charge);
            }
        }
        return new ArrayList<>(charges.values());
    }

    private Map<UsageRef, Set<Long>> findPackagesReturnedTo(Collection<UsageRef> voided) {
        var packages = new TreeMap<UsageRef, Set<Long>>(BY_ENTRY);
        jdbc.sql("""
                select d.account, d.usage_entry, d.package_id
                from unnest(cast(:accounts as varchar array), cast(:entries as bigint array)) as v(account, usage_entry)
                join deduction d on d.account = v.account and d.usage_entry = v.usage_entry
                where coalesce(d.reverses, 0) = 0""")
                .param("accounts", Sql.array("varchar", voided, UsageRef::account))
                .param("entries", Sql.array("bigint", voided, UsageRef::entry))
                .query(row -> {
                    packages.computeIfAbsent(
                                    new UsageRef(row.getString("account"), row.getLong("usage_entry")),
                                    usage -> new TreeSet<>())
                            .add(row.getLong("package_id"));
                });
        return packages;
    }

    /**
     * Finds the charges that could have been covered. The query avoids the condition that `reverses` is null, for
     * which H2 would first search all rows that reverse nothing.
     */
    private List<Candidate> findCandidates(Map<ReturnedQuota, Long> earliest, int most) {
        var candidates = new ArrayList<Candidate>();
        jdbc.sql("""
                select c.account, k.package_id, c.entry, c.usage_entry, u.source, u.event_id, c.from_at, c.to_at, c.node_seconds
                from unnest(cast(:accounts as varchar array), cast(:packages as bigint array), cast(:entries as bigint array)) as k(account, package_id, entry)
                join resource_package p on p.id = k.package_id
                join charge c on c.account = k.account and c.entry > k.entry and c.from_at >= p.effective_at and c.to_at <= p.expires_at
                join usage_record u on u.account = c.account and u.entry = c.usage_entry
                    and u.region = p.region and u.specification = p.specification and position(u.activity in p.activities) > 0
                where c.reason = 'USED_UP' and %s
                order by c.account, c.entry
                limit :most""".formatted(Reversals.isUnreversed("charge", "c")))
                .param("accounts", Sql.array("varchar", earliest.keySet(), ReturnedQuota::account))
                .param("packages", Sql.array("bigint", earliest.keySet(), ReturnedQuota::packageId))
                .param("entries", Sql.array("bigint", earliest.values(), entry -> entry))
                .param("most", most)
                .query(row -> {
                    candidates.add(new Candidate(
                            row.getString("account"),
                            row.getLong("package_id"),
                            new EventResult.Coverable(
                                    row.getLong("entry"),
                                    row.getLong("usage_entry"),
                                    row.getString("source"),
                                    row.getString("event_id"),
                                    Sql.instant(row, "from_at"),
                                    Sql.instant(row, "to_at"),
                                    row.getLong("node_seconds"))));
                });
        return candidates;
    }
}
