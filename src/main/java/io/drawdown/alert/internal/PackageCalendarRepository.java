package io.drawdown.alert.internal;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The calendar entries of packages, and the packages that are excluded from the totals of their kinds. */
@Repository
public class PackageCalendarRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PackageCalendarRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Finds when an account's next entry is due, if it has any. */
    public Optional<Instant> findNextDue(String account) {
        return Optional.ofNullable(findNextDue(List.of(account)).get(account));
    }

    /** Finds when the next entry of each account is due; accounts without entries are left out. */
    public Map<String, Instant> findNextDue(Collection<String> accounts) {
        var next = new HashMap<String, Instant>();
        jdbc.sql("""
                        select c.account, min(c.due_at) as next from unnest(cast(:accounts as varchar array)) as a(account)
                        join calendar_entry c on c.account = a.account group by c.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    next.put(row.getString("account"), Sql.instant(row, "next"));
                });
        return next;
    }

    /** Finds the entries of an account that are due at an instant. */
    public List<CalendarEntry> findDueAt(String account, Instant dueAt) {
        return findEntries("account = :account and due_at = :at order by package_id", account, dueAt);
    }

    /** Finds the expiry warnings of an account. */
    public List<CalendarEntry> findWarnings(String account) {
        return findEntries("account = :account and what = 'EXPIRING'", account, Instant.EPOCH);
    }

    /** Adds entries. */
    public void insert(Collection<CalendarEntry> entries) {
        batches.batchUpdate(
                "insert into calendar_entry (account, package_id, what, days_ahead, due_at) values (?, ?, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new Object[] {
                            entry.account(),
                            entry.packageId(),
                            entry.eventType().name(),
                            entry.daysAhead(),
                            Sql.utc(entry.dueAt())
                        })
                        .toList());
    }

    /** Deletes entries. */
    public void delete(Collection<CalendarEntry> entries) {
        batches.batchUpdate(
                "delete from calendar_entry where account = ? and package_id = ? and what = ? and days_ahead = ?",
                entries.stream()
                        .map(entry -> new Object[] {
                            entry.account(),
                            entry.packageId(),
                            entry.eventType().name(),
                            entry.daysAhead()
                        })
                        .toList());
    }

    /** Excludes packages from the total of their kind for as long as the given newest package is the newest. */
    public void exclude(Collection<ExcludedPackage> leftOut) {
        batches.batchUpdate(
                "insert into left_out_package (account, newest, package_id) values (?, ?, ?)",
                leftOut.stream()
                        .map(one -> new Object[] {one.account(), one.newestPackageId(), one.packageId()})
                        .toList());
    }

    /** Finds the excluded packages of these accounts. */
    public Set<ExcludedPackage> findExcluded(Collection<String> accounts) {
        return new HashSet<>(jdbc.sql("""
                        select l.account, l.newest, l.package_id from unnest(cast(:accounts as varchar array)) as a(account)
                        join left_out_package l on l.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query((row, index) ->
                        new ExcludedPackage(row.getString("account"), row.getLong("newest"), row.getLong("package_id")))
                .list());
    }

    private List<CalendarEntry> findEntries(String condition, String account, Instant at) {
        return jdbc.sql("select account, package_id, what, days_ahead, due_at from calendar_entry where " + condition)
                .param("account", account)
                .param("at", Sql.utc(at))
                .query((row, index) -> new CalendarEntry(
                        row.getString("account"),
                        row.getLong("package_id"),
                        CalendarEntry.EventType.valueOf(row.getString("what")),
                        row.getInt("days_ahead"),
                        Sql.instant(row, "due_at")))
                .list();
    }
}
