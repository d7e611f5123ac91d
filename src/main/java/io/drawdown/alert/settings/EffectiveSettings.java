package io.drawdown.alert.settings;

import io.drawdown.quota.packages.PackageBalance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An account's settings, looked up by target. */
public final class EffectiveSettings {

    private final UsageAlert alert;
    private final Map<String, AlertSetting> targetSettings;

    public EffectiveSettings(UsageAlert alert) {
        this.alert = alert;
        this.targetSettings =
                alert.targets().stream().collect(Collectors.toMap(UsageAlert.Target::key, UsageAlert.Target::setting));
    }

    public boolean hasScope(UsageAlert.Scope scope) {
        return alert.scope() == scope;
    }

    /** Returns the setting of the package with this id, or of the kind with this key. */
    public AlertSetting settingOf(String target) {
        return targetSettings.getOrDefault(target, alert.standard());
    }

    /**
     * Returns what raises an alert for a target: its thresholds, and that nothing remains. Empty if the target has
     * alerts off or isn't of the settings' scope.
     */
    public List<ThresholdKey> thresholdKeys(TargetKey key) {
        var setting = settingOf(key.target());
        if (!setting.enabled() || key.isKind() != hasScope(UsageAlert.Scope.SAME_KIND)) {
            return List.of();
        }
        var marks = new ArrayList<ThresholdKey>();
        setting.thresholds().forEach(threshold -> marks.add(new ThresholdKey(key.account(), key.target(), threshold)));
        marks.add(new ThresholdKey(key.account(), key.target(), null));
        return marks;
    }

    /** Returns the target that a package counts for: itself or its kind. */
    public String targetOf(PackageBalance balance) {
        return switch (alert.scope()) {
            case EACH_PACKAGE -> Long.toString(balance.id());
            case SAME_KIND -> balance.kind().key();
        };
    }
}
