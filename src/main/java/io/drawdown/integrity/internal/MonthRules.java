package io.drawdown.integrity.internal;

import io.drawdown.base.Months;
import io.drawdown.base.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules on the months of accounts, for the entries since an account got its time zone. Databases know other zones
 * than the program. A query therefore only excludes rows that are right in every zone, and this class examines the
 * rest.
 */
final class MonthRules {

    private static final int DAYS_OPEN = 3;

    static final List<Rule> ALL = List.of(
            new Rule(
                    "R16: what is settled of a run by one usage record lies in one month",
                    """
                    select u.account || ' usage record ' || u.entry as subject, u.started_at, u.ended_at, a.zone
                    from usage_record u
                    join ledger l on l.account = u.account and u.entry > l.zone_since_entry
                    join account a on a.code = u.account
                    where u.source = 'urn:drawdown:run' and %s <> %s""".formatted(
                                    monthNumber("u.started_at - interval '18' hour"),
                                    monthNumber("u.ended_at + interval '18' hour")),
                    MonthRules::describeMonthCrossing),
            new Rule(
                    "R18: a charge is on the line of the month in which its usage ended",
                    """
                    select c.account || ' charge ' || c.entry as subject, c.usage_month, u.started_at, u.ended_at, a.zone
                    from charge c
                    join ledger l on l.account = c.account and c.entry > l.zone_since_entry
                    join account a on a.code = c.account
                    join usage_record u on u.account = c.account and u.entry = c.usage_entry
                    where c.reverses is null and (%s <> %s or %s <> %s)""".formatted(
                                    monthNumber("u.ended_at - interval '18' hour"),
                                    writtenMonthNumber("c.usage_month"),
                                    monthNumber("u.ended_at + interval '18' hour"),
                                    writtenMonthNumber("c.usage_month")),
                    MonthRules::describeWrongLine),
            new Rule(
                    "R18: a charge is on its month's statement, or on the current one if that had closed",
                    """
                    select c.account || ' charge ' || c.entry as subject, c.statement_month, coalesce(r.statement_month, c.usage_month) as standing_month,
                           c.settled_at, a.zone
                    from charge c
                    join ledger l on l.account = c.account and c.entry > l.zone_since_entry
                    join account a on a.code = c.account
                    left join charge r on r.account = c.account and r.entry = c.reverses
                    where c.statement_month <> coalesce(r.statement_month, c.usage_month) or %s > %s""".formatted(
                                    monthNumber("c.settled_at + interval '18' hour"),
                                    writtenMonthNumber("coalesce(r.statement_month, c.usage_month)")),
                    MonthRules::describeWrongStatement));

    private MonthRules() {}

    private static @Nullable String describeMonthCrossing(ResultSet row) throws SQLException {
        var start = Sql.instant(row, "started_at");
        var end = Sql.instant(row, "ended_at");
        return Months.splitAtMonthStarts(start, end, readZone(row)).size() <= 1
                ? null
                : "from " + start + " to " + end + " in " + readZone(row);
    }

    private static @Nullable String describeWrongLine(ResultSet row) throws SQLException {
        var month = Months.monthOfUsage(Sql.instant(row, "started_at"), Sql.instant(row, "ended_at"), readZone(row));
        var written = row.getString("usage_month");
        return month.toString().equals(written) ? null : "usage of " + month + ", on a line of " + written;
    }

    private static @Nullable String describeWrongStatement(ResultSet row) throws SQLException {
        var month = YearMonth.parse(row.getString("standing_month"));
        var settledAt = Sql.instant(row, "settled_at");
        var expected = isOpen(month, settledAt, readZone(row)) ? month : Months.monthOf(settledAt, readZone(row));
        var written = row.getString("statement_month");
        return expected.toString().equals(written)
                ? null
                : "of " + month + ", settled at " + settledAt + ", on the statement of " + written;
    }

    private static boolean isOpen(YearMonth month, Instant instant, ZoneId zone) {
        return instant.isBefore(
                month.plusMonths(1).atDay(1 + DAYS_OPEN).atStartOfDay(zone).toInstant());
    }

    private static ZoneId readZone(ResultSet row) throws SQLException {
        return ZoneId.of(row.getString("zone"));
    }

    /** Returns SQL that numbers the month of an instant in UTC. */
    private static String monthNumber(String instant) {
        return "(extract(year from (%1$s) at time zone 'UTC') * 12 + extract(month from (%1$s) at time zone 'UTC'))"
                .formatted(instant);
    }

    /** Returns SQL that numbers a month in the form 2026-11. */
    private static String writtenMonthNumber(String month) {
        return "(cast(substring(%1$s from 1 for 4) as integer) * 12 + cast(substring(%1$s from 6 for 2) as integer))"
                .formatted(month);
    }
}
