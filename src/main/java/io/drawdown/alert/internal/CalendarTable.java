package io.drawdown.alert.internal;

import io.drawdown.base.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the calendar will bring to packages, and which packages the totals of their kinds leave out. */
@Repository
public class CalendarTable {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    CalendarTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** When something comes to an account next, if anything will. */
    public Optional<Instant> next(String account) {
        return jdbc.sql("select min(due_at) as next from calendar_entry where account = :account")
                .param("account", account)
                .query((row, index) -> Optional.ofNullable(Sql.instantOrNull(row, "next")))
                .single();
    }

    /** What comes to an account at an instant. */
    public List<CalendarEntry> at(String account, Instant dueAt) {
        return entries("account = :account and due_at = :at order by package_id", account, dueAt);
    }

    /** What an account will be warned of. */
    public List<CalendarEntry> warnings(String account) {
        return entries("account = :account and what = 'EXPIRING'", account, Instant.EPOCH);
    }

    /** Enters what will come. */
    public void enter(Collection<CalendarEntry> entries) {
        batches.batchUpdate("insert into calendar_entry (account, package_id, what, days_ahead, due_at) values (?, ?, ?, ?, ?)",
                entries.stream()
                        .map(entry -> new Object[] {
                            entry.account(), entry.packageId(), entry.what().name(), entry.daysAhead(), Sql.utc(entry.dueAt())
                        })
                        .toList());
    }

    /** Strikes out what has come. */
    public void strike(Collection<CalendarEntry> entries) {
        batches.batchUpdate("delete from calendar_entry where account = ? and package_id = ? and what = ? and days_ahead = ?",
                entries.stream()
                        .map(entry -> new Object[] {entry.account(), entry.packageId(), entry.what().name(), entry.daysAhead()})
                        .toList());
    }

    /** Of these packages of an account, leaves these out of the total of their kind, and no others. */
    public void leaveOut(String account, Collection<Long> ofThese, Collection<Long> leftOut) {
        batches.batchUpdate("delete from left_out_package where account = ? and package_id = ?",
                ofThese.stream().map(id -> new Object[] {account, id}).toList());
        batches.batchUpdate("insert into left_out_package (account, package_id) values (?, ?)",
                leftOut.stream().map(id -> new Object[] {account, id}).toList());
    }

    /** The packages of these accounts that the totals of their kinds leave out. */
    public Set<Long> leftOut(Collection<String> accounts) {
        return new HashSet<>(jdbc.sql("""
                        select l.package_id from unnest(cast(:accounts as varchar array)) as a(account)
                        join left_out_package l on l.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(Long.class)
                .list());
    }

    private List<CalendarEntry> entries(String condition, String account, Instant at) {
        return jdbc.sql("select account, package_id, what, days_ahead, due_at from calendar_entry where " + condition)
                .param("account", account)
                .param("at", Sql.utc(at))
                .query((row, index) -> new CalendarEntry(
                        row.getString("account"),
                        row.getLong("package_id"),
                        CalendarEntry.What.valueOf(row.getString("what")),
                        row.getInt("days_ahead"),
                        Sql.instant(row, "due_at")))
                .list();
    }
}
