package io.drawdown.alert.internal;

import io.drawdown.base.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The latch: which thresholds were reached and are not armed, and the record of every crossing (R20). */
@Repository
public class LatchTable {

    private static final String REACHED =
            "select r.account, r.target, r.threshold_type, r.threshold_value from reached_threshold r ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LatchTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What was reached of one target of an account. */
    public record TargetKey(String account, String target) {}

    /** The marks of these targets that were reached. */
    public Set<Mark> reached(Collection<TargetKey> targets) {
        if (targets.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql(REACHED + """
                        join unnest(cast(:accounts as varchar array), cast(:targets as varchar array)) as k(account, target)
                          on r.account = k.account and r.target = k.target""")
                .param("accounts", Sql.array("varchar", targets, TargetKey::account))
                .param("targets", Sql.array("varchar", targets, TargetKey::target))
                .query((row, index) -> mark(row))
                .list());
    }

    /** All marks of these accounts that were reached. */
    public Set<Mark> reachedOf(Collection<String> accounts) {
        return new HashSet<>(jdbc.sql(REACHED + """
                        join unnest(cast(:accounts as varchar array)) as a(account) on r.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query((row, index) -> mark(row))
                .list());
    }

    /** Marks as reached. */
    public void latch(Collection<Mark> marks) {
        batches.batchUpdate(
                "insert into reached_threshold (account, target, threshold_type, threshold_value) values (?, ?, ?, ?)", rows(marks));
    }

    /** Arms marks again. */
    public void arm(Collection<Mark> marks) {
        batches.batchUpdate(
                "delete from reached_threshold where account = ? and target = ? and threshold_type = ? and threshold_value = ?",
                rows(marks));
    }

    /** Keeps crossings for the record. */
    public void record(Collection<Crossing> crossings, Instant happenedAt) {
        batches.batchUpdate("""
                insert into crossing (account, target, threshold_type, threshold_value, remaining, total, happened_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                crossings.stream()
                        .map(crossing -> new Object[] {
                            crossing.mark().account(),
                            crossing.mark().target(),
                            crossing.mark().type(),
                            crossing.mark().value(),
                            crossing.remaining(),
                            crossing.total(),
                            Sql.utc(happenedAt)
                        })
                        .toList());
    }

    private static List<Object[]> rows(Collection<Mark> marks) {
        return marks.stream()
                .map(mark -> new Object[] {mark.account(), mark.target(), mark.type(), mark.value()})
                .toList();
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return Mark.of(row.getString("account"), row.getString("target"), row.getString("threshold_type"),
                row.getLong("threshold_value"));
    }
}
