package io.drawdown.alert.settings;

import io.drawdown.quota.packages.PackageKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's settings for alerts about low remaining quota (R19), or the platform's default for them.
 *
 * @param standard the setting of all targets that aren't listed
 * @param targets packages and kinds with settings of their own; those of the other scope are kept but not in force
 */
public record UsageAlert(Scope scope, AlertSetting standard, List<Target> targets) {

    /**
     * The most targets that an account's settings can list. Settings that listed more before this limit may keep as
     * many.
     */
    public static final int MAX_TARGETS = 300;

    /** The package threshold type: whether thresholds are compared with each package or with the total of its kind. */
    public enum Scope {
        EACH_PACKAGE,
        SAME_KIND
    }

    /**
     * Returns the thresholds that are compared with a package itself. Empty if alerts are off for it, or if the total
     * of its kind is compared instead.
     */
    public List<Threshold> thresholdsOfPackage(String id) {
        if (scope != Scope.EACH_PACKAGE) {
            return List.of();
        }
        var setting = new EffectiveSettings(this).settingOf(id);
        return setting.enabled() ? setting.thresholds() : List.of();
    }

    /** Returns how many targets settings that replace these can list. */
    public int maxTargets() {
        return Math.max(MAX_TARGETS, targets.size());
    }

    /** A target with settings of its own: a package by its id, or a kind. One of the two is null. */
    public record Target(
            @Nullable String packageId, @Nullable PackageKind kind, AlertSetting setting) {

        /** The target's key, unique within its account. */
        public String key() {
            return kind == null ? String.valueOf(packageId) : kind.key();
        }
    }
}
