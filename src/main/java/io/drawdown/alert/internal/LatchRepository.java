package io.drawdown.alert.internal;

import io.drawdown.alert.internal.AlertMemory.Latch;
import io.drawdown.alert.settings.TargetKey;
import io.drawdown.alert.settings.ThresholdKey;
import io.drawdown.base.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The latched thresholds, the balances of targets that raised an alert, and the history of crossings (R20). */
@Repository
public class LatchRepository {

    private static final String SELECT_LATCHES =
            "select r.account, r.target, r.threshold_type, r.threshold_value, r.told from reached_threshold r ";
    private static final String SELECT_ALERTED_TARGETS = "select t.account, t.target, t.remaining from told_target t ";
    private static final String JOIN_TARGETS =
            "join unnest(cast(:accounts as varchar array), cast(:targets as varchar array)) as k(account, target) ";
    private static final String JOIN_ACCOUNTS = "join unnest(cast(:accounts as varchar array)) as a(account) ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LatchRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Finds the remembered state of these targets. */
    public AlertMemory findMemory(Set<TargetKey> targets) {
        return targets.isEmpty()
                ? new AlertMemory(List.of(), Map.of())
                : new AlertMemory(
                        readLatches(forTargets(
                                SELECT_LATCHES + JOIN_TARGETS + "on r.account = k.account and r.target = k.target",
                                targets)),
                        readRemaining(forTargets(
                                SELECT_ALERTED_TARGETS + JOIN_TARGETS
                                        + "on t.account = k.account and t.target = k.target",
                                targets)));
    }

    /** Finds the remembered state of all targets of these accounts. */
    public AlertMemory findMemoryOfAccounts(Collection<String> accounts) {
        return new AlertMemory(
                readLatches(forAccounts(SELECT_LATCHES + JOIN_ACCOUNTS + "on r.account = a.account", accounts)),
                readRemaining(
                        forAccounts(SELECT_ALERTED_TARGETS + JOIN_ACCOUNTS + "on t.account = a.account", accounts)));
    }

    /** Latches thresholds as reached. */
    public void latch(Collection<Latch> latches) {
        batches.batchUpdate(
                "insert into reached_threshold (account, target, threshold_type, threshold_value, told) values (?, ?, ?, ?, ?)",
                latches.stream()
                        .map(latch -> new Object[] {
                            latch.thresholdKey().account(),
                            latch.thresholdKey().target(),
                            latch.thresholdKey().typeName(),
                            latch.thresholdKey().value(),
                            latch.alerted()
                        })
                        .toList());
    }

    /** Arms thresholds again. */
    public void arm(Collection<ThresholdKey> marks) {
        batches.batchUpdate(
                "delete from reached_threshold where account = ? and target = ? and threshold_type = ? and threshold_value = ?",
                marks.stream()
                        .map(thresholdKey -> new Object[] {
                            thresholdKey.account(), thresholdKey.target(), thresholdKey.typeName(), thresholdKey.value()
                        })
                        .toList());
    }

    /** Saves what remains of targets that raised an alert, in node-seconds; null removes a target's value. */
    public void saveRemaining(Map<TargetKey, @Nullable Long> remaining, AlertMemory before) {
        var forgotten = remaining.keySet().stream()
                .filter(key -> remaining.get(key) == null)
                .toList();
        var known = remaining.keySet().stream()
                .filter(key -> remaining.get(key) != null && before.lastRemainingSinceAlert(key) != null)
                .toList();
        var added = remaining.keySet().stream()
                .filter(key -> remaining.get(key) != null && before.lastRemainingSinceAlert(key) == null)
                .toList();
        batches.batchUpdate(
                "delete from told_target where account = ? and target = ?",
                forgotten.stream()
                        .map(key -> new Object[] {key.account(), key.target()})
                        .toList());
        batches.batchUpdate(
                "update told_target set remaining = ? where account = ? and target = ?",
                known.stream()
                        .map(key -> new @Nullable Object[] {remaining.get(key), key.account(), key.target()})
                        .toList());
        batches.batchUpdate(
                "insert into told_target (remaining, account, target) values (?, ?, ?)",
                added.stream()
                        .map(key -> new @Nullable Object[] {remaining.get(key), key.account(), key.target()})
                        .toList());
    }

    /** Adds crossings to the history. */
    public void insertCrossings(Collection<Crossing> crossings, Instant happenedAt) {
        batches.batchUpdate(
                """
                insert into crossing (account, target, threshold_type, threshold_value, remaining, total, happened_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                crossings.stream()
                        .map(crossing -> new Object[] {
                            crossing.thresholdKey().account(),
                            crossing.thresholdKey().target(),
                            crossing.thresholdKey().typeName(),
                            crossing.thresholdKey().value(),
                            crossing.remainingNodeSeconds(),
                            crossing.totalNodeSeconds(),
                            Sql.utc(happenedAt)
                        })
                        .toList());
    }

    private JdbcClient.StatementSpec forTargets(String query, Set<TargetKey> targets) {
        return jdbc.sql(query)
                .param("accounts", Sql.array("varchar", targets, TargetKey::account))
                .param("targets", Sql.array("varchar", targets, TargetKey::target));
    }

    private JdbcClient.StatementSpec forAccounts(String query, Collection<String> accounts) {
        return jdbc.sql(query).param("accounts", Sql.array("varchar", accounts, account -> account));
    }

    private static List<Latch> readLatches(JdbcClient.StatementSpec query) {
        return query.query((row, index) -> new Latch(readThresholdKey(row), row.getBoolean("told")))
                .list();
    }

    private static Map<TargetKey, Long> readRemaining(JdbcClient.StatementSpec query) {
        var told = new HashMap<TargetKey, Long>();
        query.query(row -> {
            told.put(new TargetKey(row.getString("account"), row.getString("target")), row.getLong("remaining"));
        });
        return told;
    }

    private static ThresholdKey readThresholdKey(ResultSet row) throws SQLException {
        return ThresholdKey.of(
                row.getString("account"),
                row.getString("target"),
                row.getString("threshold_type"),
                row.getLong("threshold_value"));
    }
}
