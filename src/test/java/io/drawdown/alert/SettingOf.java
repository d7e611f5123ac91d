package io.drawdown.alert;

/** Reads settings as people do: what is listed for the target, or else the default. */
public final class SettingOf {

    private SettingOf() {}

    /** The setting of the package with this id, or of the kind with this key. */
    public static AlertSetting target(UsageAlert alert, String key) {
        return alert.targets().stream()
                .filter(target -> target.key().equals(key))
                .map(UsageAlert.Target::setting)
                .findFirst()
                .orElse(alert.standard());
    }
}
