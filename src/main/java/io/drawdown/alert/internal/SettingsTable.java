package io.drawdown.alert.internal;

import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.base.Sql;
import io.drawdown.catalog.Activities;
import io.drawdown.quota.Kind;
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

/** The settings of accounts that have saved some (R19). */
@Repository
public class SettingsTable {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final DefaultTable defaults;

    SettingsTable(JdbcClient jdbc, JdbcTemplate batches, DefaultTable defaults) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.defaults = defaults;
    }

    /** The settings by which each of these accounts is told now, with a number of statements that doesn't depend on how many they are. */
    public Map<String, UsageAlert> inForce(Collection<String> accounts) {
        var settings = own(accounts);
        if (settings.size() < accounts.size()) {
            settings.putAll(defaults.followedBy(accounts.stream()
                    .filter(account -> !settings.containsKey(account))
                    .toList()));
        }
        return settings;
    }

    /** The settings that an account has saved, if it has. */
    public Optional<UsageAlert> own(String account) {
        return Optional.ofNullable(own(List.of(account)).get(account));
    }

    /** Keeps the settings of an account; writes only what differs and tells how many rows that is. */
    public int save(String account, UsageAlert alert) {
        var before = own(account);
        if (before.filter(alert::equals).isPresent()) {
            return 0;
        }
        var rows = before.isEmpty()
                ? insert(account, alert)
                : sameBesidesTargets(before.get(), alert) ? 0 : update(account, alert);
        return rows + saveTargets(account, alert.targets());
    }

    private Map<String, UsageAlert> own(Collection<String> accounts) {
        var targets = new HashMap<String, List<UsageAlert.Target>>();
        jdbc.sql("""
                        select t.account, t.target, t.enabled, t.thresholds
                        from unnest(cast(:accounts as varchar array)) as a(account)
                        join usage_alert_target t on t.account = a.account
                        order by t.account, t.position""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    targets.computeIfAbsent(row.getString("account"), account -> new ArrayList<>())
                            .add(target(row.getString("target"), setting(row)));
                });
        var settings = new HashMap<String, UsageAlert>();
        jdbc.sql("""
                        select u.account, u.scope, u.enabled, u.thresholds
                        from unnest(cast(:accounts as varchar array)) as a(account)
                        join usage_alert u on u.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    var account = row.getString("account");
                    settings.put(account, alert(row, targets.getOrDefault(account, List.of())));
                });
        return settings;
    }

    private int insert(String account, UsageAlert alert) {
        return jdbc.sql(
                        "insert into usage_alert (account, scope, enabled, thresholds) values (:account, :scope, :enabled, :thresholds)")
                .params(columns(alert))
                .param("account", account)
                .update();
    }

    private int update(String account, UsageAlert alert) {
        return jdbc.sql(
                        "update usage_alert set scope = :scope, enabled = :enabled, thresholds = :thresholds where account = :account")
                .params(columns(alert))
                .param("account", account)
                .update();
    }

    private static boolean sameBesidesTargets(UsageAlert one, UsageAlert other) {
        return one.scope() == other.scope() && one.standard().equals(other.standard());
    }

    private record Row(int position, AlertSetting setting) {}

    /** Targets that stay in their order keep their rows; the others are moved behind the one before them. */
    private int saveTargets(String account, List<UsageAlert.Target> targets) {
        var stored = stored(account);
        var inserts = new ArrayList<Object[]>();
        var updates = new ArrayList<Object[]>();
        var position = -1;
        for (var target : targets) {
            var row = stored.remove(target.key());
            position = row != null && row.position() > position ? row.position() : position + 1;
            var setting = target.setting();
            if (row == null) {
                inserts.add(
                        new Object[] {position, setting.enabled(), join(setting.thresholds()), account, target.key()});
            } else if (!row.equals(new Row(position, setting))) {
                updates.add(
                        new Object[] {position, setting.enabled(), join(setting.thresholds()), account, target.key()});
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

    private Map<String, Row> stored(String account) {
        var stored = new HashMap<String, Row>();
        jdbc.sql("select target, position, enabled, thresholds from usage_alert_target where account = :account")
                .param("account", account)
                .query(row -> {
                    stored.put(row.getString("target"), new Row(row.getInt("position"), setting(row)));
                });
        return stored;
    }

    static Map<String, Object> columns(UsageAlert alert) {
        return Map.of(
                "scope", alert.scope().name(),
                "enabled", alert.standard().enabled(),
                "thresholds", join(alert.standard().thresholds()));
    }

    static UsageAlert alert(ResultSet row, List<UsageAlert.Target> targets) throws SQLException {
        return new UsageAlert(UsageAlert.Scope.valueOf(row.getString("scope")), setting(row), targets);
    }

    private static AlertSetting setting(ResultSet row) throws SQLException {
        return new AlertSetting(row.getBoolean("enabled"), split(row.getString("thresholds")));
    }

    private static UsageAlert.Target target(String key, AlertSetting setting) {
        var parts = key.split("/");
        return parts.length == 1
                ? new UsageAlert.Target(key, null, setting)
                : new UsageAlert.Target(null, new Kind(parts[0], parts[1], Activities.split(parts[2])), setting);
    }

    private static String join(List<Threshold> thresholds) {
        return thresholds.stream()
                .map(threshold -> threshold.type() + " " + threshold.value())
                .collect(Collectors.joining(","));
    }

    private static List<Threshold> split(String joined) {
        return Arrays.stream(joined.split(","))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split(" "))
                .map(parts -> new Threshold(Threshold.Type.valueOf(parts[0]), Long.parseLong(parts[1])))
                .toList();
    }
}
