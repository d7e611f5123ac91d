package io.drawdown.console.customer.alerts;

import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.UsageAlert;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of an account while they are edited. The account's default applies to all targets. A target has its
 * own settings only where they differ from the default.
 */
final class UsageAlertDraft {

    /**
     * The number of targets that can be edited beyond those that can be saved. The user then sees the excess and can
     * remove it before saving.
     */
    private static final int MOST_BEYOND = 20;

    private final UsageAlert saved;
    private final Set<String> unexpired;
    private final Map<String, AlertSetting> savedTargets = new HashMap<>();
    private final Map<String, OwnEntry> ownEntries = new LinkedHashMap<>();
    private UsageAlert.Scope scope;
    private AlertEntry defaultEntry;
    private Optional<AlertSetting> defaultSetting;

    /** An entry with its parsed settings, which are read more often than they change. */
    private record OwnEntry(UsageAlert.Target target, AlertEntry entry, Optional<AlertSetting> setting) {

        static OwnEntry of(UsageAlert.Target target, AlertEntry entry) {
            return new OwnEntry(target, entry, entry.setting());
        }

        boolean isOf(UsageAlert.Scope scope) {
            return (target.kind() == null) == (scope == UsageAlert.Scope.EACH_PACKAGE);
        }
    }

    /**
     * Creates a draft from saved settings.
     *
     * @param unexpired the packages that haven't expired; saving drops the settings of all others
     */
    UsageAlertDraft(UsageAlert saved, Set<String> unexpired) {
        this.saved = saved;
        this.unexpired = unexpired;
        scope = saved.scope();
        defaultEntry = AlertEntry.of(saved.standard());
        defaultSetting = defaultEntry.setting();
        saved.targets().stream().filter(this::isUnexpired).forEach(target -> {
            savedTargets.put(target.key(), target.setting());
            ownEntries.put(target.key(), OwnEntry.of(target, AlertEntry.of(target.setting())));
        });
    }

    /** Returns the settings from which the draft started. */
    UsageAlert saved() {
        return saved;
    }

    UsageAlert.Scope scope() {
        return scope;
    }

    void setScope(UsageAlert.Scope changed) {
        scope = changed;
    }

    AlertEntry defaultEntry() {
        return defaultEntry;
    }

    void setDefaultEntry(AlertEntry changed) {
        defaultEntry = changed;
        defaultSetting = changed.setting();
    }

    /** Returns the entry of a target, or the default entry if the target has none of its own. */
    AlertEntry entryFor(AlertTarget target) {
        return ownEntries.containsKey(target.key())
                ? ownEntries.get(target.key()).entry()
                : defaultEntry;
    }

    /** Returns whether a target's settings differ from the default. */
    boolean hasOwnEntry(AlertTarget target) {
        return ownEntries.containsKey(target.key()) && !followsDefault(ownEntries.get(target.key()));
    }

    /**
     * Sets the entry of one target. An entry that equals the default in text and value is removed, so that the target
     * follows the default.
     *
     * @return whether the entry is kept; false if the draft holds no further target
     */
    boolean setEntry(AlertTarget target, AlertEntry alertEntry) {
        var packageKind = target.packageId() == null ? target.kind() : null;
        var entered =
                OwnEntry.of(new UsageAlert.Target(target.packageId(), packageKind, alertEntry.origin()), alertEntry);
        if (alertEntry.readsLike(defaultEntry) && (entered.setting().isEmpty() || followsDefault(entered))) {
            ownEntries.remove(target.key());
            return true;
        }
        if (!ownEntries.containsKey(target.key()) && ownEntries.size() >= saved.maxTargets() + MOST_BEYOND) {
            return false;
        }
        ownEntries.put(target.key(), entered);
        return true;
    }

    /** Makes all targets of the chosen type follow the default. */
    void applyDefaultToAll() {
        ownEntries.values().removeIf(one -> one.isOf(scope));
    }

    /** Returns the entered settings; empty if any of them is invalid. */
    Optional<UsageAlert> result() {
        if (defaultSetting.isEmpty() || firstInvalidTarget().isPresent()) {
            return Optional.empty();
        }
        var targets = ownEntries.values().stream()
                .filter(one -> isSaved(one) || !followsDefault(one))
                .map(one -> new UsageAlert.Target(
                        one.target().packageId(),
                        one.target().kind(),
                        one.setting().orElseThrow()))
                .toList();
        return Optional.of(new UsageAlert(scope, defaultSetting.orElseThrow(), targets));
    }

    private boolean followsDefault(OwnEntry one) {
        return defaultSetting.isPresent()
                && one.setting()
                        .filter(setting -> AlertEntry.sameSettings(setting, defaultSetting.get()))
                        .isPresent();
    }

    private boolean isSaved(OwnEntry one) {
        return defaultSetting.filter(saved.standard()::equals).isPresent()
                && one.setting()
                        .filter(setting ->
                                setting.equals(savedTargets.get(one.target().key())))
                        .isPresent();
    }

    /** Returns a target with invalid settings. */
    Optional<UsageAlert.Target> firstInvalidTarget() {
        return ownEntries.values().stream()
                .filter(one -> one.setting().isEmpty())
                .map(OwnEntry::target)
                .findFirst();
    }

    /** Returns whether settings differ from the saved ones. */
    boolean isChanged(UsageAlert alert) {
        return alert.scope() != saved.scope()
                || !alert.standard().equals(saved.standard())
                || !Set.copyOf(alert.targets())
                        .equals(saved.targets().stream()
                                .filter(this::isUnexpired)
                                .collect(Collectors.toSet()));
    }

    private boolean isUnexpired(UsageAlert.Target target) {
        return target.packageId() == null || unexpired.contains(target.packageId());
    }
}
