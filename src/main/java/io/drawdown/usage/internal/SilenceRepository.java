package io.drawdown.usage.internal;

import io.drawdown.base.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of silences of runs that their accounts haven't been told of. Each method is one statement. */
@Repository
public class SilenceRepository {

    private static final String IS_UNTOLD = """
            r.open = true and r.stopped_at is null and (r.silence_told_of is null or r.silence_told_of < r.heard_at)""";

    private static final String SILENT_AT =
            "r.heard_at + interval '1' second * coalesce(%d * r.report_every, cast(:silentAfter as bigint))"
                    .formatted(RunRepository.SILENT_AFTER_INTERVALS);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SilenceRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** An account and the first instant at which one of its runs falls silent. */
    public record NextSilence(String account, Instant at) {}

    /**
     * Finds the accounts with runs that have fallen silent or will do so by an instant, and that weren't told, those
     * first whose first run falls silent first.
     *
     * @param silentAfter how long a run that announced no interval may not be heard of
     */
    public List<NextSilence> findNext(Instant until, Duration silentAfter, int most) {
        return jdbc.sql("""
                        select s.account, min(s.silent_at) as first_at
                        from (select r.account, %s as silent_at from run r where %s) s
                        where s.silent_at <= :until
                        group by s.account order by first_at, s.account fetch first :most rows only""".formatted(SILENT_AT, IS_UNTOLD))
                .param("silentAfter", silentAfter.toSeconds())
                .param("until", Sql.utc(until))
                .param("most", most)
                .query((row, index) -> new NextSilence(row.getString("account"), Sql.instant(row, "first_at")))
                .list();
    }

    /** Finds the runs of an account that have fallen silent or will do so by an instant, and of which it wasn't told. */
    public List<RunRow> findUntold(String account, Instant until, Duration silentAfter) {
        return jdbc.sql("select " + RunRepository.COLUMNS + " from run r where r.account = :account and " + IS_UNTOLD
                        + " and " + SILENT_AT + " <= :until")
                .param("account", account)
                .param("silentAfter", silentAfter.toSeconds())
                .param("until", Sql.utc(until))
                .query((row, index) -> RunRepository.read(row))
                .list();
    }

    /**
     * Marks the silences of runs as told.
     *
     * @return the runs that another server hadn't marked and that haven't been heard of since
     */
    public List<RunRow> markTold(List<RunRow> runs) {
        var counts = batches.batchUpdate(
                """
                update run set silence_told_of = heard_at
                where account = ? and entry = ? and heard_at = ? and (silence_told_of is null or silence_told_of < heard_at)""",
                runs.stream()
                        .map(run -> new Object[] {run.ref().account(), run.ref().entry(), Sql.utc(run.heardAt())})
                        .toList());
        var marked = new ArrayList<RunRow>();
        for (var index = 0; index < counts.length; index++) {
            if (counts[index] == 1) {
                marked.add(runs.get(index));
            }
        }
        return marked;
    }
}
