package io.drawdown.alert;

import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.quota.Packages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Validates alert settings and reports every invalid field (R19). */
@Component
class UsageAlertValidator {

    private static final int MAX_THRESHOLDS = 10;
    /** The most targets in settings from before {@link UsageAlert#MAX_TARGETS} applied. */
    private static final int MAX_TARGETS_EVER = 10_000;

    private static final long MAX_PERCENTAGE = 99;

    private final Packages packages;
    private final Regions regions;
    private final Specifications specifications;

    UsageAlertValidator(Packages packages, Regions regions, Specifications specifications) {
        this.packages = packages;
        this.regions = regions;
        this.specifications = specifications;
    }

    /** Validates the settings of an account. */
    void validateForAccount(String account, UsageAlert alert) {
        validateForm(alert).throwIfInvalid();
        validateReferences(account, alert);
    }

    /** Rejects more targets than {@link UsageAlert#MAX_TARGETS}, or than the account already had. */
    static void validateTargetCount(UsageAlert before, UsageAlert alert) {
        var most = before.maxTargets();
        new Validation()
                .require(
                        alert.targets().size() <= most,
                        "targets",
                        "must be at most " + most + ", and are "
                                + alert.targets().size()
                                + ". Put what applies to most of them into the default, list only targets that differ "
                                + "from it, and leave out packages that have expired")
                .throwIfInvalid();
    }

    /** Validates the platform's default, which has no targets. */
    void validatePlatformDefault(UsageAlert alert) {
        validateForm(alert)
                .require(alert.targets().isEmpty(), "targets", "must be empty: packages belong to accounts")
                .throwIfInvalid();
    }

    private static Validation validateForm(UsageAlert alert) {
        var validation = new Validation().present("scope", alert.scope());
        validateSetting(validation, "default", alert.standard());
        var targets = alert.targets();
        validation.require(targets.size() <= MAX_TARGETS_EVER, "targets", "must be at most " + UsageAlert.MAX_TARGETS);
        var keys = new HashSet<String>();
        for (var index = 0; index < targets.size(); index++) {
            var target = targets.get(index);
            var field = "targets[" + index + "]";
            var named = (target.packageId() == null) != (target.kind() == null);
            validation.require(named, field, "must name a package, or a region, a specification and activities");
            validation.require(!named || keys.add(target.key()), field, "is there twice");
            validateSetting(validation, field, target.setting());
        }
        return validation;
    }

    private static void validateSetting(Validation validation, String field, @Nullable AlertSetting setting) {
        if (setting == null || setting.thresholds() == null) {
            validation.present(setting == null ? field : field + ".thresholds", null);
            return;
        }
        var thresholds = setting.thresholds();
        validation.require(
                !setting.enabled() || !thresholds.isEmpty(),
                field + ".thresholds",
                "must be at least one while the alert is on");
        validation.require(
                thresholds.size() <= MAX_THRESHOLDS, field + ".thresholds", "must be at most " + MAX_THRESHOLDS);
        var seen = new HashSet<Threshold>();
        for (var index = 0; index < thresholds.size(); index++) {
            var threshold = thresholds.get(index);
            var at = field + ".thresholds[" + index + "]";
            validation.require(seen.add(threshold), at, "is there twice");
            if (threshold.type() == Threshold.Type.PERCENTAGE) {
                validation.range(at + ".value", threshold.value(), 1, MAX_PERCENTAGE);
            } else {
                validation.present(at + ".type", threshold.type());
                validation.require(threshold.value() >= 1, at + ".value", "must be at least one node-second");
            }
        }
    }

    private void validateReferences(String account, UsageAlert alert) {
        var known = packages.titlesById(
                        account,
                        alert.targets().stream()
                                .map(UsageAlert.Target::packageId)
                                .filter(Objects::nonNull)
                                .toList())
                .keySet();
        var regions = this.regions.list().stream().map(Region::code).collect(Collectors.toSet());
        var specifications =
                this.specifications.list().stream().map(Specification::code).collect(Collectors.toSet());
        var problems = new ArrayList<FieldProblem>();
        for (var index = 0; index < alert.targets().size(); index++) {
            var target = alert.targets().get(index);
            var field = "targets[" + index + "]";
            var packageKind = target.kind();
            if (packageKind == null) {
                require(
                        known.contains(target.packageId()),
                        field + ".package",
                        "is not a package of this account",
                        problems);
            } else {
                require(regions.contains(packageKind.region()), field + ".region", "is not a region", problems);
                require(
                        specifications.contains(packageKind.specification()),
                        field + ".specification",
                        "is not a specification",
                        problems);
            }
        }
        if (!problems.isEmpty()) {
            var first = problems.getFirst();
            throw new ProblemException(
                    ProblemType.UNKNOWN_REFERENCE, "'" + first.field() + "' " + first.message() + ".", problems);
        }
    }

    private static void require(boolean holds, String field, String message, List<FieldProblem> problems) {
        if (!holds) {
            problems.add(new FieldProblem(field, message));
        }
    }
}
