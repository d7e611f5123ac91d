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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The settings of accounts and the platform's default, which an account has until it saves its own (R19). */
@Repository
public class SettingsTable {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SettingsTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The settings of each of these accounts, with a number of statements that doesn't depend on how many they are. */
    public Map<String, UsageAlert> of(Collection<String> accounts) {
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
                    settings.put(account, new UsageAlert(scope(row), setting(row), targets.getOrDefault(account, List.of())));
                });
        if (settings.size() < accounts.size()) {
            var standard = platform();
            accounts.forEach(account -> settings.putIfAbsent(account, standard));
        }
        return settings;
    }

    /** The platform's default. */
    public UsageAlert platform() {
        return jdbc.sql("select scope, enabled, thresholds from usage_alert_default")
                .query((row, index) -> new UsageAlert(scope(row), setting(row), List.of()))
                .single();
    }

    /** The accounts that have the platform's default. */
    public List<String> withoutTheirOwn() {
        return jdbc.sql("select a.code from account a where not exists (select 1 from usage_alert u where u.account = a.code)")
                .query(String.class)
                .list();
    }

    /** Keeps the settings of an account; tells whether it had some of its own before. */
    public boolean save(String account, UsageAlert alert) {
        var updated = jdbc.sql("""
                        update usage_alert set scope = :scope, enabled = :enabled, thresholds = :thresholds where account = :account""")
                .params(columns(alert))
                .param("account", account)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into usage_alert (account, scope, enabled, thresholds) values (:account, :scope, :enabled, :thresholds)")
                    .params(columns(alert))
                    .param("account", account)
                    .update();
        }
        jdbc.sql("delete from usage_alert_target where account = :account").param("account", account).update();
        var targets = alert.targets();
        batches.batchUpdate(
                "insert into usage_alert_target (account, target, position, enabled, thresholds) values (?, ?, ?, ?, ?)",
                IntStream.range(0, targets.size())
                        .mapToObj(index -> new Object[] {
                            account,
                            targets.get(index).key(),
                            index,
                            targets.get(index).setting().enabled(),
                            join(targets.get(index).setting().thresholds())
                        })
                        .toList());
        return updated > 0;
    }

    /** Keeps the platform's default. */
    public void savePlatform(UsageAlert alert) {
        jdbc.sql("update usage_alert_default set scope = :scope, enabled = :enabled, thresholds = :thresholds")
                .params(columns(alert))
                .update();
    }

    private static Map<String, Object> columns(UsageAlert alert) {
        return Map.of(
                "scope", alert.scope().name(),
                "enabled", alert.standard().enabled(),
                "thresholds", join(alert.standard().thresholds()));
    }

    private static UsageAlert.Scope scope(ResultSet row) throws SQLException {
        return UsageAlert.Scope.valueOf(row.getString("scope"));
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
