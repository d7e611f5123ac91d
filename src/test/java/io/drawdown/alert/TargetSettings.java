package io.drawdown.alert;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.UsageAlert;

/** Reads settings as people do: what is listed for the target, or else the default. */
public final class TargetSettings {

    private TargetSettings() {}

    /** The setting of the package with this id, or of the kind with this key. */
    public static AlertSetting settingOf(UsageAlert alert, String key) {
        return alert.targets().stream()
                .filter(target -> target.key().equals(key))
                .map(UsageAlert.Target::setting)
                .findFirst()
                .orElse(alert.standard());
    }
}
