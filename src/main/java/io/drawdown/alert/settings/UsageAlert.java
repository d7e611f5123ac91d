package io.drawdown.alert.settings;

import io.drawdown.quota.packages.PackageKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's settings for being told that a remaining quota is low (R19), or the platform's default for them.
 *
 * @param standard what targets have that aren't listed
 * @param targets packages and kinds with settings of their own; those of the other scope are kept and not in force
 */
public record UsageAlert(Scope scope, AlertSetting standard, List<Target> targets) {

    /** How many targets an account's settings may list; those that listed more before there was a limit may keep as many. */
    public static final int MAX_TARGETS = 300;

    /** The package threshold type: what a threshold is compared with. */
    public enum Scope {
        EACH_PACKAGE,
        SAME_KIND
    }

    /**
     * The thresholds at which a package is told of by itself, by its own setting or the standard one: none if that is off, or
     * if the total of its kind is compared instead.
     */
    public List<Threshold> thresholdsOfPackage(String id) {
        if (scope != Scope.EACH_PACKAGE) {
            return List.of();
        }
        var setting = new EffectiveSettings(this).settingOf(id);
        return setting.enabled() ? setting.thresholds() : List.of();
    }

    /** A package, by its id, or a kind, with settings of its own: one of the two is null. */
    public record Target(
            @Nullable String packageId, @Nullable PackageKind kind, AlertSetting setting) {

        /** One text for what it names, unique in its account. */
        public String key() {
            return kind == null ? String.valueOf(packageId) : kind.key();
        }
    }
}
