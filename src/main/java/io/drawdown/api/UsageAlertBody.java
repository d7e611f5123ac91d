package io.drawdown.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.api.infra.json.RejectsUnknownFields;
import io.drawdown.base.Validation;
import io.drawdown.catalog.model.Activity;
import io.drawdown.quota.packages.PackageKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of usage alert settings (R19), of an account or, without targets, of the platform.
 *
 * @param targets omitted for the platform's settings
 */
@RejectsUnknownFields
public record UsageAlertBody(
        UsageAlert.Scope scope,
        @JsonProperty("default") AlertSetting standard,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Target> targets) {

    /** A target with settings of its own: a package, or the parts of a kind. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RejectsUnknownFields
    public record Target(
            @JsonProperty("package") @Nullable String packageId,
            @Nullable String region,
            @Nullable String specification,
            @Nullable Set<Activity> activities,
            boolean enabled,
            List<Threshold> thresholds) {

        private static Target of(UsageAlert.Target target) {
            var packageKind = target.kind();
            var setting = target.setting();
            return packageKind == null
                    ? new Target(target.packageId(), null, null, null, setting.enabled(), setting.thresholds())
                    : new Target(
                            null,
                            packageKind.region(),
                            packageKind.specification(),
                            packageKind.activities(),
                            setting.enabled(),
                            setting.thresholds());
        }

        private void check(Validation check, String field) {
            if (namesKind()) {
                check.present(field + ".region", region)
                        .present(field + ".specification", specification)
                        .require(
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
                    namesKind()
                            ? new PackageKind(
                                    Objects.requireNonNull(region),
                                    Objects.requireNonNull(specification),
                                    EnumSet.copyOf(Objects.requireNonNull(activities)))
                            : null,
                    new AlertSetting(enabled, thresholds));
        }
    }

    static UsageAlertBody fromAccount(UsageAlert alert) {
        return new UsageAlertBody(
                alert.scope(),
                alert.standard(),
                alert.targets().stream().map(Target::of).toList());
    }

    static UsageAlertBody fromPlatform(UsageAlert alert) {
        return new UsageAlertBody(alert.scope(), alert.standard(), null);
    }

    /**
     * Converts the body to settings.
     *
     * @throws io.drawdown.base.ProblemException if a target names only some parts of a kind
     */
    UsageAlert toAlert() {
        var named = targets == null ? List.<Target>of() : targets;
        var validation = new Validation();
        for (var index = 0; index < named.size(); index++) {
            named.get(index).check(validation, "targets[" + index + "]");
        }
        validation.throwIfInvalid();
        return new UsageAlert(
                scope, standard, named.stream().map(Target::toTarget).toList());
    }
}
