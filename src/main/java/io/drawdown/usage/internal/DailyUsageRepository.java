package io.drawdown.usage.internal;

import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Sql;
import io.drawdown.usage.history.DayUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an account ran on each of some days, as a zone cuts them: 23 or 25 hours long where the clocks change.
 *
 * <p>The database adds up what lies within one day. What runs across midnight is split here, to the node-second: a record of n
 * nodes uses n of them in each second. Within a piece packages give first and what they can't give comes last, as in
 * {@link io.drawdown.quota.engine.UsageShare}. So a piece that is partly charged is covered on its earlier days and charged on its
 * later ones, and all days together have exactly what its rows have.
 */
public final class DailyUsageRepository {

    /**
     * Used and charged in one statement, which sees both at one instant; covered is the difference (R24). The offset has
     * PostgreSQL read the days once, and not again for each row.
     */
    private static final String SUM_BY_END_DAY = """
            select 'used' as what, d.starts, case when u.started_at < d.starts then u.started_at end as from_at,
                   case when u.started_at < d.starts then u.ended_at end as to_at, sum(u.nodes) as nodes,
                   sum(u.node_seconds) as node_seconds
            from %1$s join usage_record u on u.account = :account and u.ended_at > d.starts and u.ended_at <= d.ends
            where not exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)
            group by d.starts, case when u.started_at < d.starts then u.started_at end,
                   case when u.started_at < d.starts then u.ended_at end
            union all
            select 'charged', d.starts, case when c.from_at < d.starts then c.from_at end,
                   case when c.from_at < d.starts then c.to_at end, max(u.nodes),
                   sum(case when c.reverses is null then c.node_seconds else -c.node_seconds end)
            from %1$s join usage_record u on u.account = :account and u.ended_at > d.starts and u.ended_at <= d.ends
                 join charge c on c.account = u.account and c.usage_entry = u.entry
            group by d.starts, case when c.from_at < d.starts then c.usage_entry end,
                   case when c.from_at < d.starts then c.from_at end, case when c.from_at < d.starts then c.to_at end""".formatted("""
                    (select cast(s as timestamp with time zone) as starts, cast(e as timestamp with time zone) as ends
                     from unnest(cast(:starts as varchar(40) array), cast(:ends as varchar(40) array)) as k(s, e) offset 0) d""");

    private final LocalDate firstDay;
    private final List<Instant> midnights;
    private final long[] usedNodeSeconds;
    private final long[] chargedNodeSeconds;

    /** Nothing yet, on so many days from a first one on and the day after: what ends on that may have begun on the last. */
    public DailyUsageRepository(ZoneId zone, LocalDate first, int days) {
        this.firstDay = first;
        this.midnights = Stream.iterate(first, day -> day.plusDays(1))
                .limit(days + 2L)
                .map(day -> day.atStartOfDay(zone).toInstant())
                .toList();
        this.usedNodeSeconds = new long[days + 1];
        this.chargedNodeSeconds = new long[days + 1];
    }

    /** Reads what an account ran. */
    public DailyUsageRepository read(JdbcClient jdbc, String account) {
        jdbc.sql(SUM_BY_END_DAY)
                .param("account", account)
                .param("starts", Sql.array("varchar", midnights.subList(0, usedNodeSeconds.length), Instant::toString))
                .param("ends", Sql.array("varchar", midnights.subList(1, midnights.size()), Instant::toString))
                .query(row -> {
                    addRow(row, row.getString("what").equals("used") ? usedNodeSeconds : chargedNodeSeconds);
                });
        return this;
    }

    public List<DayUsage> toDays() {
        return IntStream.range(0, usedNodeSeconds.length - 1)
                .mapToObj(day -> new DayUsage(
                        firstDay.plusDays(day),
                        Math.subtractExact(usedNodeSeconds[day], chargedNodeSeconds[day]),
                        chargedNodeSeconds[day]))
                .toList();
    }

    private void addRow(ResultSet row, long[] days) throws SQLException {
        var from = Sql.instantOrNull(row, "from_at");
        var nodeSeconds = row.getLong("node_seconds");
        if (from == null) {
            var day = Collections.binarySearch(midnights, Sql.instant(row, "starts"));
            days[day] = Math.addExact(days[day], nodeSeconds);
            return;
        }
        var runInterval = new RunInterval(from, Sql.instant(row, "to_at"), row.getLong("nodes"), nodeSeconds);
        for (var day = 0; day < days.length; day++) {
            var within = runInterval.nodeSecondsBefore(midnights.get(day + 1))
                    - runInterval.nodeSecondsBefore(midnights.get(day));
            days[day] = Math.addExact(days[day], within);
        }
    }

    /** The last node-seconds of a stretch of running: all of them, or what is charged. */
    private record RunInterval(Instant from, Instant to, long nodes, long nodeSeconds) {

        /** How many of them lie before an instant. */
        long nodeSecondsBefore(Instant at) {
            if (!at.isAfter(from)) {
                return 0;
            }
            var left = at.isBefore(to) ? NodeSeconds.of(nodes, at, to) : 0;
            return Math.max(0, nodeSeconds - left);
        }
    }
}
