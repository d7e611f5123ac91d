package io.drawdown.usage.internal;

import io.drawdown.base.sql.Sql;
import io.drawdown.quota.internal.Reversals;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums the used and charged node-seconds of accounts by the day on which the usage ended. */
@Repository
public class DailyUsageRepository {

    /**
     * Reads used and charged in one statement, which sees both at one instant; covered is the difference (R24). The
     * offset makes PostgreSQL read the days once, and not again for each row.
     */
    private static final String SUM_BY_END_DAY =
            """
            select 'used' as what, d.starts, case when u.started_at < d.starts then u.started_at end as from_at,
                   case when u.started_at < d.starts then u.ended_at end as to_at, sum(u.nodes) as nodes,
                   sum(u.node_seconds) as node_seconds
            from %1$s join usage_record u on u.account = :account and u.ended_at > d.starts and u.ended_at <= d.ends
            where %2$s
            group by d.starts, case when u.started_at < d.starts then u.started_at end,
                   case when u.started_at < d.starts then u.ended_at end
            union all
            select 'charged', d.starts, case when c.from_at < d.starts then c.from_at end,
                   case when c.from_at < d.starts then c.to_at end, max(u.nodes),
                   %3$s
            from %1$s join usage_record u on u.account = :account and u.ended_at > d.starts and u.ended_at <= d.ends
                 join charge c on c.account = u.account and c.usage_entry = u.entry
            group by d.starts, case when c.from_at < d.starts then c.usage_entry end,
                   case when c.from_at < d.starts then c.from_at end, case when c.from_at < d.starts then c.to_at end""".formatted("""
                    (select cast(s as timestamp with time zone) as starts, cast(e as timestamp with time zone) as ends
                     from unnest(cast(:starts as varchar(40) array), cast(:ends as varchar(40) array)) as k(s, e) offset 0) d""", Voids.IS_NOT_VOIDED, Reversals.netSum("c", "node_seconds"));

    private final JdbcClient jdbc;

    DailyUsageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Usage that ended on a day: the sum of what also started on it, or an interval that started earlier.
     *
     * @param charged whether it is the charged part; otherwise it is all usage
     * @param dayStart the start of the day
     * @param from the start of an interval that started earlier; null for the sum
     * @param to the end of that interval; null for the sum
     */
    public record EndedUsage(
            boolean charged,
            Instant dayStart,
            @Nullable Instant from,
            @Nullable Instant to,
            long nodes,
            long nodeSeconds) {}

    /** Passes an account's usage and charges on the days between successive midnights to a consumer. */
    public void read(String account, List<Instant> midnights, Consumer<EndedUsage> action) {
        jdbc.sql(SUM_BY_END_DAY)
                .param("account", account)
                .param("starts", Sql.array("varchar", midnights.subList(0, midnights.size() - 1), Instant::toString))
                .param("ends", Sql.array("varchar", midnights.subList(1, midnights.size()), Instant::toString))
                .query(row -> {
                    action.accept(new EndedUsage(
                            row.getString("what").equals("charged"),
                            Sql.instant(row, "starts"),
                            Sql.instantOrNull(row, "from_at"),
                            Sql.instantOrNull(row, "to_at"),
                            row.getLong("nodes"),
                            row.getLong("node_seconds")));
                });
    }
}
