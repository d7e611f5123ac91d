package io.drawdown.quota.internal;

import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activities;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.packages.PackageSource;
import io.drawdown.quota.packages.SettledPackage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the draw-down. Each method is one statement or one JDBC batch, regardless of the number of rows. */
@Repository
public class QuotaRepository {

    private static final String PACKAGE = """
            select p.id, p.account, p.source, p.region, p.specification, p.activities, p.effective_at, p.expires_at,
                   p.created_at, p.total, p.settled_remaining
            from resource_package p""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    QuotaRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Finds the packages whose validity overlaps a window, including spent ones, because they cut usage. */
    public List<SettledPackage> findOverlapping(Collection<String> accounts, Instant from, Instant to) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(PACKAGE + """
                         join unnest(cast(:accounts as varchar array)) as a(account) on p.account = a.account
                        where p.expires_at >= :from and p.effective_at <= :to""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .param("from", Sql.utc(from))
                .param("to", Sql.utc(to))
                .query((row, index) -> readPackage(row))
                .list();
    }

    /**
     * Finds the packages of these accounts that haven't expired by an instant, including those that aren't effective
     * yet. The first to expire comes first.
     */
    public List<SettledPackage> findUnexpired(Collection<String> accounts, Instant at) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(PACKAGE + """
                         join unnest(cast(:accounts as varchar array)) as a(account) on p.account = a.account
                        where p.expires_at > :at order by p.account, p.expires_at, p.id""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .param("at", Sql.utc(at))
                .query((row, index) -> readPackage(row))
                .list();
    }

    /** Finds all packages of these accounts. */
    public List<SettledPackage> findAll(Collection<String> accounts) {
        return jdbc.sql(PACKAGE + " where p.account = any(cast(:accounts as varchar array))")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query((row, index) -> readPackage(row))
                .list();
    }

    /** Finds these packages of an account. */
    public List<SettledPackage> findByIds(String account, Collection<Long> ids) {
        return jdbc.sql(PACKAGE + """
                         join unnest(cast(:ids as bigint array)) as k(id) on p.id = k.id
                        where p.account = :account""")
                .param("account", account)
                .param("ids", Sql.array("bigint", ids, id -> id))
                .query((row, index) -> readPackage(row))
                .list();
    }

    /** Finds packages by their ids. */
    public List<SettledPackage> findByIds(Collection<Long> ids) {
        return jdbc.sql(PACKAGE + " where p.id = any(cast(:ids as bigint array))")
                .param("ids", Sql.array("bigint", ids, id -> id))
                .query((row, index) -> readPackage(row))
                .list();
    }

    /** Finds the deductions of these usage records that aren't reversed yet, in the order of their entries. */
    public List<DeductionRow> findUnreversedDeductions(Collection<UsageRef> usage) {
        return jdbc.sql("""
                        select d.account, d.usage_entry, coalesce(s.run, d.usage_entry) as owner, u.job, d.entry, d.package_id,
                               d.from_at, d.to_at, d.node_seconds, d.remaining_after
                        from unnest(cast(:accounts as varchar array), cast(:entries as bigint array)) as k(account, usage_entry)
                        join deduction d on d.account = k.account and d.usage_entry = k.usage_entry
                        join usage_record u on u.account = d.account and u.entry = d.usage_entry
                        left join run_segment s on s.account = d.account and s.usage_entry = d.usage_entry
                        where %s
                        order by d.account, d.entry""".formatted(Reversals.isUnreversed("deduction", "d")))
                .param("accounts", Sql.array("varchar", usage, UsageRef::account))
                .param("entries", Sql.array("bigint", usage, UsageRef::entry))
                .query((row, index) -> new DeductionRow(
                        new UsageRef(row.getString("account"), row.getLong("usage_entry")),
                        new LineOwner(row.getString("account"), row.getLong("owner"), row.getString("job")),
                        row.getLong("entry"),
                        row.getLong("package_id"),
                        Sql.instant(row, "from_at"),
                        Sql.instant(row, "to_at"),
                        row.getLong("node_seconds"),
                        row.getLong("remaining_after"),
                        null))
                .list();
    }

    public void insertDeductions(Collection<DeductionRow> deductions, Instant settledAt) {
        batches.batchUpdate(
                """
                insert into deduction (account, entry, usage_entry, package_id, from_at, to_at, node_seconds, remaining_after,
                    settled_at, reverses)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                deductions.stream()
                        .map(row -> new @Nullable Object[] {
                            row.usage().account(),
                            row.entry(),
                            row.usage().entry(),
                            row.packageId(),
                            Sql.utc(row.from()),
                            Sql.utc(row.to()),
                            row.nodeSeconds(),
                            row.remainingAfter(),
                            Sql.utc(settledAt),
                            row.reversedEntry()
                        })
                        .toList());
    }

    public void updateRemaining(Map<Long, Long> remainingById) {
        batches.batchUpdate(
                "update resource_package set settled_remaining = ? where id = ?",
                remainingById.entrySet().stream()
                        .map(entry -> new Object[] {entry.getValue(), entry.getKey()})
                        .toList());
    }

    private static SettledPackage readPackage(ResultSet row) throws SQLException {
        var terms = new Terms(
                row.getLong("id"),
                PackageSource.valueOf(row.getString("source")) == PackageSource.GIFT,
                row.getString("region"),
                row.getString("specification"),
                Activities.split(row.getString("activities")),
                Sql.instant(row, "effective_at"),
                Sql.instant(row, "expires_at"),
                Sql.instant(row, "created_at"));
        return new SettledPackage(
                row.getString("account"), terms, row.getLong("total"), row.getLong("settled_remaining"));
    }
}
