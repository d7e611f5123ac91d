package io.drawdown.alert;

import io.drawdown.base.Check;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.quota.Packages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses settings that can't be so, naming every field that is wrong (R19). */
@Component
class SettingsCheck {

    private static final int MOST_THRESHOLDS = 10;
    /** So many could be saved before there were fewer: no account has more. */
    private static final int MOST_EVER = 10_000;

    private static final long HIGHEST_PERCENTAGE = 99;

    private final Packages packages;
    private final Catalog catalog;

    SettingsCheck(Packages packages, Catalog catalog) {
        this.packages = packages;
        this.catalog = catalog;
    }

    /** Settings of an account. */
    void own(String account, UsageAlert alert) {
        form(alert).orRefuse();
        references(account, alert);
    }

    /** Refuses more targets than an account may have: 300, or as many as it has from before that was so. */
    static void number(UsageAlert before, UsageAlert alert) {
        var most = Math.max(UsageAlert.MOST_TARGETS, before.targets().size());
        new Check()
                .that(
                        alert.targets().size() <= most,
                        "targets",
                        "must be at most " + most + ", and are "
                                + alert.targets().size()
                                + ". Put what holds for most of them into the default, list only targets that differ "
                                + "from it, and leave out packages that have expired")
                .orRefuse();
    }

    /** The platform's default, which knows no targets. */
    void platform(UsageAlert alert) {
        form(alert)
                .that(alert.targets().isEmpty(), "targets", "must be empty: packages belong to accounts")
                .orRefuse();
    }

    private static Check form(UsageAlert alert) {
        var check = new Check().present("scope", alert.scope());
        setting(check, "default", alert.standard());
        var targets = alert.targets();
        check.that(targets.size() <= MOST_EVER, "targets", "must be at most " + UsageAlert.MOST_TARGETS);
        var keys = new HashSet<String>();
        for (var index = 0; index < targets.size(); index++) {
            var target = targets.get(index);
            var field = "targets[" + index + "]";
            var named = (target.packageId() == null) != (target.kind() == null);
            check.that(named, field, "must name a package, or a region, a specification and activities");
            check.that(!named || keys.add(target.key()), field, "is there twice");
            setting(check, field, target.setting());
        }
        return check;
    }

    private static void setting(Check check, String field, @Nullable AlertSetting setting) {
        if (setting == null || setting.thresholds() == null) {
            check.present(setting == null ? field : field + ".thresholds", null);
            return;
        }
        var thresholds = setting.thresholds();
        check.that(
                !setting.enabled() || !thresholds.isEmpty(),
                field + ".thresholds",
                "must be at least one while the alert is on");
        check.that(thresholds.size() <= MOST_THRESHOLDS, field + ".thresholds", "must be at most " + MOST_THRESHOLDS);
        var seen = new HashSet<Threshold>();
        for (var index = 0; index < thresholds.size(); index++) {
            var threshold = thresholds.get(index);
            var at = field + ".thresholds[" + index + "]";
            check.that(seen.add(threshold), at, "is there twice");
            if (threshold.type() == Threshold.Type.PERCENTAGE) {
                check.range(at + ".value", threshold.value(), 1, HIGHEST_PERCENTAGE);
            } else {
                check.present(at + ".type", threshold.type());
                check.that(threshold.value() >= 1, at + ".value", "must be at least one node-second");
            }
        }
    }

    private void references(String account, UsageAlert alert) {
        var known = packages.names(
                        account,
                        alert.targets().stream()
                                .map(UsageAlert.Target::packageId)
                                .filter(Objects::nonNull)
                                .toList())
                .keySet();
        var regions = catalog.regions().stream().map(Region::code).collect(Collectors.toSet());
        var specifications =
                catalog.specifications().stream().map(Specification::code).collect(Collectors.toSet());
        var problems = new ArrayList<FieldProblem>();
        for (var index = 0; index < alert.targets().size(); index++) {
            var target = alert.targets().get(index);
            var field = "targets[" + index + "]";
            var kind = target.kind();
            if (kind == null) {
                require(
                        known.contains(target.packageId()),
                        field + ".package",
                        "is not a package of this account",
                        problems);
            } else {
                require(regions.contains(kind.region()), field + ".region", "is not a region", problems);
                require(
                        specifications.contains(kind.specification()),
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
