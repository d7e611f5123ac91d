package io.drawdown.alert.internal;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.model.Activities;
import io.drawdown.quota.packages.PackageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The settings that accounts have saved (R19). */
@Repository
public class UsageAlertRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final PlatformDefaultRepository defaults;

    UsageAlertRepository(JdbcClient jdbc, JdbcTemplate batches, PlatformDefaultRepository defaults) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.defaults = defaults;
    }

    /**
     * Finds the settings that apply to each of these accounts. The number of statements doesn't depend on the number
     * of accounts.
     */
    public Map<String, UsageAlert> findEffective(Collection<String> accounts) {
        var settings = findOwn(accounts);
        if (settings.size() < accounts.size()) {
            settings.putAll(defaults.findFollowed(accounts.stream()
                    .filter(account -> !settings.containsKey(account))
                    .toList()));
        }
        return settings;
    }

    /** Finds the settings that an account has saved, if any. */
    public Optional<UsageAlert> findOwn(String account) {
        return Optional.ofNullable(findOwn(List.of(account)).get(account));
    }

    /** Saves the settings of an account. Writes only what differs, and returns the number of changed rows. */
    public int save(String account, UsageAlert alert) {
        var before = findOwn(account);
        if (before.filter(alert::equals).isPresent()) {
            return 0;
        }
        var rows = before.isEmpty()
                ? insert(account, alert)
                : haveSameDefaults(before.get(), alert) ? 0 : update(account, alert);
        return rows + saveTargets(account, alert.targets());
    }

    private Map<String, UsageAlert> findOwn(Collection<String> accounts) {
        var targets = new HashMap<String, List<UsageAlert.Target>>();
        jdbc.sql("""
                        select t.account, t.target, t.enabled, t.thresholds
                        from unnest(cast(:accounts as varchar array)) as a(account)
                        join usage_alert_target t on t.account = a.account
                        order by t.account, t.position""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    targets.computeIfAbsent(row.getString("account"), account -> new ArrayList<>())
                            .add(toTarget(row.getString("target"), readSetting(row)));
                });
        var settings = new HashMap<String, UsageAlert>();
        jdbc.sql("""
                        select u.account, u.scope, u.enabled, u.thresholds
                        from unnest(cast(:accounts as varchar array)) as a(account)
                        join usage_alert u on u.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    var account = row.getString("account");
                    settings.put(account, readUsageAlert(row, targets.getOrDefault(account, List.of())));
                });
        return settings;
    }

    private int insert(String account, UsageAlert alert) {
        return jdbc.sql(
                        "insert into usage_alert (account, scope, enabled, thresholds) values (:account, :scope, :enabled, :thresholds)")
                .params(toColumns(alert))
                .param("account", account)
                .update();
    }

    private int update(String account, UsageAlert alert) {
        return jdbc.sql(
                        "update usage_alert set scope = :scope, enabled = :enabled, thresholds = :thresholds where account = :account")
                .params(toColumns(alert))
                .param("account", account)
                .update();
    }

    private static boolean haveSameDefaults(UsageAlert one, UsageAlert other) {
        return one.scope() == other.scope() && one.standard().equals(other.standard());
    }

    private record StoredTarget(int position, AlertSetting setting) {}

    /** Keeps the rows of targets whose order is unchanged, and moves the others behind their predecessors. */
    private int saveTargets(String account, List<UsageAlert.Target> targets) {
        var stored = findStoredTargets(account);
        var inserts = new ArrayList<Object[]>();
        var updates = new ArrayList<Object[]>();
        var position = -1;
        for (var target : targets) {
            var storedTarget = stored.remove(target.key());
            position =
                    storedTarget != null && storedTarget.position() > position ? storedTarget.position() : position + 1;
            var setting = target.setting();
            if (storedTarget == null) {
                inserts.add(new Object[] {
                    position, setting.enabled(), joinThresholds(setting.thresholds()), account, target.key()
                });
            } else if (!storedTarget.equals(new StoredTarget(position, setting))) {
                updates.add(new Object[] {
                    position, setting.enabled(), joinThresholds(setting.thresholds()), account, target.key()
                });
            }
        }
        batches.batchUpdate(
                "delete from usage_alert_target where account = ? and target = ?",
                stored.keySet().stream()
                        .map(target -> new Object[] {account, target})
                        .toList());
        batches.batchUpdate(
                "update usage_alert_target set position = ?, enabled = ?, thresholds = ? where account = ? and target = ?",
                updates);
        batches.batchUpdate(
                "insert into usage_alert_target (position, enabled, thresholds, account, target) values (?, ?, ?, ?, ?)",
                inserts);
        return stored.size() + updates.size() + inserts.size();
    }

    private Map<String, StoredTarget> findStoredTargets(String account) {
        var stored = new HashMap<String, StoredTarget>();
        jdbc.sql("select target, position, enabled, thresholds from usage_alert_target where account = :account")
                .param("account", account)
                .query(row -> {
                    stored.put(row.getString("target"), new StoredTarget(row.getInt("position"), readSetting(row)));
                });
        return stored;
    }

    static Map<String, Object> toColumns(UsageAlert alert) {
        return Map.of(
                "scope", alert.scope().name(),
                "enabled", alert.standard().enabled(),
                "thresholds", joinThresholds(alert.standard().thresholds()));
    }

    static UsageAlert readUsageAlert(ResultSet row, List<UsageAlert.Target> targets) throws SQLException {
        return new UsageAlert(UsageAlert.Scope.valueOf(row.getString("scope")), readSetting(row), targets);
    }

    private static AlertSetting readSetting(ResultSet row) throws SQLException {
        return new AlertSetting(row.getBoolean("enabled"), splitThresholds(row.getString("thresholds")));
    }

    private static UsageAlert.Target toTarget(String key, AlertSetting setting) {
        var parts = key.split("/", -1);
        return parts.length == 1
                ? new UsageAlert.Target(key, null, setting)
                : new UsageAlert.Target(null, new PackageKind(parts[0], parts[1], Activities.split(parts[2])), setting);
    }

    private static String joinThresholds(List<Threshold> thresholds) {
        return thresholds.stream()
                .map(threshold -> threshold.type() + " " + threshold.value())
                .collect(Collectors.joining(","));
    }

    private static List<Threshold> splitThresholds(String joined) {
        return Arrays.stream(joined.split(","))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split(" "))
                .map(parts -> new Threshold(Threshold.Type.valueOf(parts[0]), Long.parseLong(parts[1])))
                .toList();
    }
}
