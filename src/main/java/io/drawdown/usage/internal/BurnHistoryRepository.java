package io.drawdown.usage.internal;

import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.spi.BurnHistory;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums the hourly usage of accounts. Records that start in the same hour and end in the same hour become one row. */
@Repository
class BurnHistoryRepository implements BurnHistory {

    private static final int SECONDS_PER_HOUR = 3600;
    private static final BigDecimal MAX_NODE_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE);

    /**
     * The most nodes of one record that are counted. With this limit the database can compute in whole numbers, which
     * is faster.
     */
    private static final long MAX_NODES = 10_000_000_000_000L;

    private final JdbcClient jdbc;
    private final RunRepository runRepository;

    BurnHistoryRepository(JdbcClient jdbc, RunRepository runRepository) {
        this.jdbc = jdbc;
        this.runRepository = runRepository;
    }

    private record Place(String region, String specification) {}

    /** The hourly usage in one place, from the first hour on. */
    private static final class HourlyUsage {

        private final Map<Activity, BigDecimal[]> hourlyNodeSeconds = new EnumMap<>(Activity.class);
        private Instant startedAt = Instant.MAX;

        /**
         * Adds usage that starts and ends in these hours.
         *
         * @param nodes the nodes of all records together
         * @param starts the sum of nodes × the second of the start, counted from the first hour
         * @param ends the sum of nodes × the second of the end
         */
        void add(
                Activity activity,
                Instant start,
                int fromHour,
                int toHour,
                BigDecimal nodes,
                BigDecimal starts,
                BigDecimal ends) {
            if (start.isBefore(startedAt)) {
                startedAt = start;
            }
            var hours = hourlyNodeSeconds.computeIfAbsent(activity, key -> zeros());
            for (var hour = fromHour; hour <= Math.min(toHour, HOURS_BACK - 1); hour++) {
                var begun =
                        hour == fromHour ? starts : nodes.multiply(BigDecimal.valueOf((long) hour * SECONDS_PER_HOUR));
                var ended = hour == toHour ? ends : nodes.multiply(BigDecimal.valueOf((hour + 1L) * SECONDS_PER_HOUR));
                if (ended.compareTo(begun) > 0) {
                    hours[hour] = hours[hour].add(ended.subtract(begun));
                }
            }
        }

        HourlyBurn toHourly(Place place, Instant began) {
            var lastFirst = new EnumMap<Activity, long[]>(Activity.class);
            hourlyNodeSeconds.forEach((activity, hours) -> {
                var reversed = new long[HOURS_BACK];
                Arrays.setAll(
                        reversed,
                        hour -> hours[HOURS_BACK - 1 - hour]
                                .min(MAX_NODE_SECONDS)
                                .longValue());
                lastFirst.put(activity, reversed);
            });
            return new HourlyBurn(place.region(), place.specification(), began, lastFirst);
        }

        private static BigDecimal[] zeros() {
            var zeros = new BigDecimal[HOURS_BACK];
            Arrays.fill(zeros, BigDecimal.ZERO);
            return zeros;
        }
    }

    @Override
    public List<HourlyBurn> hourlyUsage(String account, Instant until) {
        var from = until.minus(Duration.ofHours(HOURS_BACK));
        var ran = new LinkedHashMap<Place, HourlyUsage>();
        addSettled(account, from, until, ran);
        addUnsettled(account, from, until, ran);
        var hourly = new ArrayList<HourlyBurn>();
        ran.forEach((place, there) -> hourly.add(there.toHourly(
                place, there.startedAt.isAfter(from) && hasRunBefore(account, place, from) ? from : there.startedAt)));
        return hourly;
    }

    private void addSettled(String account, Instant from, Instant until, Map<Place, HourlyUsage> ran) {
        jdbc.sql("""
                        select r.region, r.specification, r.activity, r.from_second / 3600 as from_hour, r.to_second / 3600 as to_hour,
                               min(r.started_at) as began, sum(r.nodes) as nodes, sum(r.nodes * r.from_second) as starts,
                               sum(r.nodes * r.to_second) as ends
                        from (
                            select u.region, u.specification, u.activity, u.started_at, least(u.nodes, %2$d) as nodes,
                                   cast(extract(epoch from (greatest(u.started_at, cast(:from as timestamp with time zone))
                                       - cast(:from as timestamp with time zone))) as integer) as from_second,
                                   cast(extract(epoch from (least(u.ended_at, cast(:until as timestamp with time zone))
                                       - cast(:from as timestamp with time zone))) as integer) as to_second
                            from usage_record u
                            where u.account = :account and u.ended_at > :from and u.started_at < :until and u.pool = 'PUBLIC' and %1$s) r
                        group by r.region, r.specification, r.activity, r.from_second / 3600, r.to_second / 3600""".formatted(Voids.IS_NOT_VOIDED, MAX_NODES))
                .param("account", account)
                .param("from", Sql.utc(from))
                .param("until", Sql.utc(until))
                .query(row -> {
                    addRow(row, ran);
                });
    }

    private static void addRow(ResultSet row, Map<Place, HourlyUsage> ran) throws SQLException {
        ran.computeIfAbsent(
                        new Place(row.getString("region"), row.getString("specification")), place -> new HourlyUsage())
                .add(
                        Activity.valueOf(row.getString("activity")),
                        Sql.instant(row, "began"),
                        row.getInt("from_hour"),
                        row.getInt("to_hour"),
                        row.getBigDecimal("nodes"),
                        row.getBigDecimal("starts"),
                        row.getBigDecimal("ends"));
    }

    /** Adds the unsettled usage of running jobs. */
    private void addUnsettled(String account, Instant from, Instant until, Map<Place, HourlyUsage> ran) {
        for (var run : runRepository.findOpen(List.of(account))) {
            var stretch = run.unsettledUsage().between(run.settledUntil(), until);
            if (run.pool() == Pool.PUBLIC
                    && stretch.nodeSeconds() > 0
                    && stretch.end().isAfter(from)) {
                var start = Math.max(0, Duration.between(from, stretch.start()).toSeconds());
                var end = Duration.between(from, stretch.end()).toSeconds();
                var nodes = BigDecimal.valueOf(run.nodes());
                ran.computeIfAbsent(new Place(run.region(), run.specification()), place -> new HourlyUsage())
                        .add(
                                run.activity(),
                                stretch.start(),
                                (int) (start / SECONDS_PER_HOUR),
                                (int) (end / SECONDS_PER_HOUR),
                                nodes,
                                nodes.multiply(BigDecimal.valueOf(start)),
                                nodes.multiply(BigDecimal.valueOf(end)));
            }
        }
    }

    private boolean hasRunBefore(String account, Place place, Instant from) {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from usage_record u
                            where u.account = :account and u.ended_at <= :from and u.region = :region
                              and u.specification = :specification and u.pool = 'PUBLIC' and %s
                            limit 1) found""".formatted(Voids.IS_NOT_VOIDED))
                        .param("account", account)
                        .param("from", Sql.utc(from))
                        .param("region", place.region())
                        .param("specification", place.specification())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
