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
 * An account's settings while they are being edited. What is set for all is the account's default; a target has settings of
 * its own only where they differ from that, and follows it otherwise.
 */
final class UsageAlertDraft {

    /** How many more targets may be edited than can be saved, so that it is seen, and can be mended, before saving. */
    private static final int MOST_BEYOND = 20;

    private final UsageAlert saved;
    private final Set<String> unexpired;
    private final Map<String, AlertSetting> savedTargets = new HashMap<>();
    private final Map<String, OwnEntry> ownEntries = new LinkedHashMap<>();
    private UsageAlert.Scope scope;
    private AlertEntry defaultEntry;
    private Optional<AlertSetting> defaultSetting;

    /** An entry, and what it was understood as, which is asked for more often than it changes. */
    private record OwnEntry(UsageAlert.Target target, AlertEntry entry, Optional<AlertSetting> setting) {

        static OwnEntry of(UsageAlert.Target target, AlertEntry entry) {
            return new OwnEntry(target, entry, entry.setting());
        }

        boolean isOf(UsageAlert.Scope scope) {
            return (target.kind() == null) == (scope == UsageAlert.Scope.EACH_PACKAGE);
        }
    }

    /**
     * A draft that starts from saved settings.
     *
     * @param unexpired the packages that haven't expired: what was set for others is left out when this is saved
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

    /** The settings that it started from. */
    UsageAlert saved() {
        return saved;
    }

    UsageAlert.Scope scope() {
        return scope;
    }

    void setScope(UsageAlert.Scope changed) {
        scope = changed;
    }

    /** What is entered for all. */
    AlertEntry defaultEntry() {
        return defaultEntry;
    }

    void setDefaultEntry(AlertEntry changed) {
        defaultEntry = changed;
        defaultSetting = changed.setting();
    }

    /** What is entered for a target, or for all if it has nothing of its own. */
    AlertEntry entryFor(AlertTarget target) {
        return ownEntries.containsKey(target.key())
                ? ownEntries.get(target.key()).entry()
                : defaultEntry;
    }

    /** Whether a target has other settings than all. */
    boolean hasOwnEntry(AlertTarget target) {
        return ownEntries.containsKey(target.key()) && !followsDefault(ownEntries.get(target.key()));
    }

    /**
     * Enters settings for one target; one that reads like all, and is, follows that again.
     *
     * @return whether they are kept: not if as many others have settings of their own as a draft holds
     */
    boolean setEntry(AlertTarget target, AlertEntry alertEntry) {
        var packageKind = target.packageId() == null ? target.kind() : null;
        var entered =
                OwnEntry.of(new UsageAlert.Target(target.packageId(), packageKind, alertEntry.origin()), alertEntry);
        if (alertEntry.readsLike(defaultEntry) && (entered.setting().isEmpty() || followsDefault(entered))) {
            ownEntries.remove(target.key());
            return true;
        }
        if (!ownEntries.containsKey(target.key()) && ownEntries.size() >= maxOwnTargets() + MOST_BEYOND) {
            return false;
        }
        ownEntries.put(target.key(), entered);
        return true;
    }

    /** Makes all targets of the chosen type follow what is entered for all. */
    void applyDefaultToAll() {
        ownEntries.values().removeIf(one -> one.isOf(scope));
    }

    /** The settings that were entered; nothing while something is wrong with any of them. */
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

    /** A target with something wrong in its settings. */
    Optional<UsageAlert.Target> firstInvalidTarget() {
        return ownEntries.values().stream()
                .filter(one -> one.setting().isEmpty())
                .map(OwnEntry::target)
                .findFirst();
    }

    /** Whether these settings say anything else than those that were saved. */
    boolean isChanged(UsageAlert alert) {
        return alert.scope() != saved.scope()
                || !alert.standard().equals(saved.standard())
                || !Set.copyOf(alert.targets())
                        .equals(saved.targets().stream()
                                .filter(this::isUnexpired)
                                .collect(Collectors.toSet()));
    }

    /** How many targets may have settings of their own: more only if more had, since before there was a limit. */
    int maxOwnTargets() {
        return Math.max(UsageAlert.MAX_TARGETS, saved.targets().size());
    }

    private boolean isUnexpired(UsageAlert.Target target) {
        return target.packageId() == null || unexpired.contains(target.packageId());
    }
}
