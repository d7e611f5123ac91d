package io.drawdown.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.base.Check;
import io.drawdown.catalog.Activity;
import io.drawdown.quota.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of usage alerts as JSON (R19), of an account or, without targets, of the platform.
 *
 * @param targets left out where there are none to be set
 */
record UsageAlertBody(
        UsageAlert.Scope scope,
        @JsonProperty("default") AlertSetting standard,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Target> targets) {

    /** A package, or what a kind consists of, with settings of its own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            @JsonProperty("package") @Nullable String packageId,
            @Nullable String region,
            @Nullable String specification,
            @Nullable Set<Activity> activities,
            boolean enabled,
            List<Threshold> thresholds) {

        private static Target of(UsageAlert.Target target) {
            var kind = target.kind();
            var setting = target.setting();
            return kind == null
                    ? new Target(target.packageId(), null, null, null, setting.enabled(), setting.thresholds())
                    : new Target(
                            null,
                            kind.region(),
                            kind.specification(),
                            kind.activities(),
                            setting.enabled(),
                            setting.thresholds());
        }

        private void check(Check check, String field) {
            if (namesKind()) {
                check.present(field + ".region", region)
                        .present(field + ".specification", specification)
                        .that(
                                activities != null && !activities.isEmpty(),
                                field + ".activities",
                                "must be at least one");
            }
        }

        private boolean namesKind() {
            return region != null || specification != null || activities != null;
        }

        private UsageAlert.Target toTarget() {
            return new UsageAlert.Target(
                    packageId,
                    namesKind() ? new Kind(region, specification, EnumSet.copyOf(activities)) : null,
                    new AlertSetting(enabled, thresholds));
        }
    }

    static UsageAlertBody ofAccount(UsageAlert alert) {
        return new UsageAlertBody(
                alert.scope(),
                alert.standard(),
                alert.targets().stream().map(Target::of).toList());
    }

    static UsageAlertBody ofPlatform(UsageAlert alert) {
        return new UsageAlertBody(alert.scope(), alert.standard(), null);
    }

    /** The settings, refused if a target names only some of what a kind consists of. */
    UsageAlert toAlert() {
        var named = targets == null ? List.<Target>of() : targets;
        var check = new Check();
        for (var index = 0; index < named.size(); index++) {
            named.get(index).check(check, "targets[" + index + "]");
        }
        check.orRefuse();
        return new UsageAlert(
                scope, standard, named.stream().map(Target::toTarget).toList());
    }
}
