package io.drawdown.integrity.internal;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.integrity.report.FoundViolation;
import io.drawdown.integrity.report.IntegrityCheck;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of background checks, their progress and the violations that they found. */
@Repository
public class IntegrityCheckRepository {

    /** The time without progress after which a check counts as broken off. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(1);

    private static final int MAX_DETAIL_LENGTH = 2000;
    private static final int MAX_FAILURE_LENGTH = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SqlListing.Database database;
    private final Clock clock;

    IntegrityCheckRepository(JdbcClient jdbc, JdbcTemplate batches, SqlListing.Database database, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.database = database;
        this.clock = clock;
    }

    /** The progress of a check. */
    public record CheckProgress(
            int rulesDone,
            @Nullable String rule,
            @Nullable Instant ruleBeganAt,
            long packages,
            long usageRecords,
            long violations) {}

    /**
     * Adds a running check.
     *
     * @throws org.springframework.dao.DuplicateKeyException if one is running
     */
    public long insert(String by) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into integrity_check (slot, state, started_by, started_at, heard_at, rules_done, rules_total, packages,
                            usage_records, violations)
                        values (1, 'RUNNING', :by, :now, :now, 0, :rules, 0, 0, 0)""")
                .param("by", by)
                .param("now", Sql.utc(clock.instant()))
                .param("rules", Rule.ALL.size())
                .update(key, "id");
        return Sql.generatedId(key);
    }

    /** Ends a running check that has reported no progress for {@link #SILENT_AFTER}. */
    public void endSilent() {
        jdbc.sql(
                        "update integrity_check set slot = null, state = 'BROKEN_OFF', ended_at = heard_at where slot = 1 and heard_at < :silent")
                .param("silent", Sql.utc(silentSince()))
                .update();
    }

    /**
     * Saves the progress of a check. Returns false if the check must end, because it was cancelled or marked as
     * broken off.
     */
    public boolean advance(long id, CheckProgress checkProgress) {
        return jdbc.sql("""
                        update integrity_check set rules_done = :done, rule = :rule, rule_began_at = :ruleBeganAt, packages = :packages,
                            usage_records = :records, violations = :violations, heard_at = :now
                        where id = :id and slot = 1 and cancelled_by is null""")
                        .param("id", id)
                        .param("done", checkProgress.rulesDone())
                        .param("rule", checkProgress.rule())
                        .param("ruleBeganAt", Sql.utcOrNull(checkProgress.ruleBeganAt()))
                        .param("packages", checkProgress.packages())
                        .param("records", checkProgress.usageRecords())
                        .param("violations", checkProgress.violations())
                        .param("now", Sql.utc(clock.instant()))
                        .update()
                == 1;
    }

    /** Saves how a check has ended. */
    public void end(long id, IntegrityCheck.State state, @Nullable String failure) {
        jdbc.sql("""
                        update integrity_check set slot = null, state = :state, rule = null, ended_at = :now, failure = :failure
                        where id = :id and slot = 1""")
                .param("id", id)
                .param("state", state.name())
                .param("now", Sql.utc(clock.instant()))
                .param("failure", failure == null ? null : shorten(failure, MAX_FAILURE_LENGTH))
                .update();
    }

    /** Asks a running check to end. Returns whether it was running. */
    public boolean cancel(long id, String by) {
        return jdbc.sql(
                                "update integrity_check set cancelled_by = :by where id = :id and slot = 1 and cancelled_by is null")
                        .param("id", id)
                        .param("by", by)
                        .update()
                == 1;
    }

    public void insertViolations(long id, List<FoundViolation> violations) {
        batches.batchUpdate(
                """
                insert into integrity_violation (check_id, number, subject, rule, detail, account, package_id, job)
                values (?, ?, ?, ?, ?, ?, cast(? as bigint), ?)""",
                violations.stream()
                        .map(one -> new @Nullable Object[] {
                            id,
                            one.number(),
                            one.subject(),
                            one.rule(),
                            shorten(one.detail(), MAX_DETAIL_LENGTH),
                            one.account(),
                            one.packageId(),
                            one.job()
                        })
                        .toList());
    }

    public Optional<IntegrityCheck> find(long id) {
        return jdbc.sql("select * from integrity_check where id = :id")
                .param("id", id)
                .query((row, index) -> read(row))
                .optional();
    }

    public Optional<IntegrityCheck> findRunning() {
        return jdbc.sql("select * from integrity_check where slot = 1")
                .query((row, index) -> read(row))
                .optional()
                .filter(IntegrityCheck::isRunning);
    }

    /** Lists all checks, the newest first. */
    public Listing<IntegrityCheck> list() {
        return new SqlListing<>(database, "c.*", "integrity_check c", (row, index) -> read(row))
                .orderBy(SortColumn.integer("c.id").descending());
    }

    /** Lists the violations that a check found, in the order of the rules. */
    public Listing<FoundViolation> listViolations(long id) {
        return new SqlListing<>(
                        database,
                        "v.*",
                        "integrity_violation v",
                        (row, index) -> new FoundViolation(
                                row.getInt("number"),
                                row.getString("subject"),
                                row.getString("rule"),
                                row.getString("detail"),
                                row.getString("account"),
                                row.getString("package_id"),
                                row.getString("job")))
                .within("v.check_id", "id", id)
                .orderBy(SortColumn.integer("v.number"));
    }

    private Instant silentSince() {
        return clock.instant().minus(SILENT_AFTER);
    }

    private IntegrityCheck read(ResultSet row) throws SQLException {
        var state = IntegrityCheck.State.valueOf(row.getString("state"));
        var heardAt = Sql.instant(row, "heard_at");
        var isSilent = state == IntegrityCheck.State.RUNNING && heardAt.isBefore(silentSince());
        return new IntegrityCheck(
                row.getLong("id"),
                isSilent ? IntegrityCheck.State.BROKEN_OFF : state,
                row.getString("started_by"),
                Sql.instant(row, "started_at"),
                isSilent ? heardAt : Sql.instantOrNull(row, "ended_at"),
                row.getString("cancelled_by"),
                row.getInt("rules_done"),
                row.getInt("rules_total"),
                row.getString("rule"),
                Sql.instantOrNull(row, "rule_began_at"),
                row.getLong("packages"),
                row.getLong("usage_records"),
                row.getLong("violations"),
                row.getString("failure"));
    }

    private static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
