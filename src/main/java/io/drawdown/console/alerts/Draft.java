package io.drawdown.console.alerts;

import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.WatchedTarget;
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
final class Draft {

    /** How many more targets may be edited than can be saved, so that it is seen, and can be mended, before saving. */
    private static final int MOST_BEYOND = 20;

    private final UsageAlert saved;
    private final Set<String> unexpired;
    private final Map<String, AlertSetting> savedTargets = new HashMap<>();
    private final Map<String, Own> own = new LinkedHashMap<>();
    private UsageAlert.Scope scope;
    private Entry standard;
    private Optional<AlertSetting> standardSetting;

    /** An entry, and what it was understood as, which is asked for more often than it changes. */
    private record Own(UsageAlert.Target target, Entry entry, Optional<AlertSetting> setting) {

        static Own of(UsageAlert.Target target, Entry entry) {
            return new Own(target, entry, entry.setting());
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
    Draft(UsageAlert saved, Set<String> unexpired) {
        this.saved = saved;
        this.unexpired = unexpired;
        scope = saved.scope();
        standard = Entry.of(saved.standard());
        standardSetting = standard.setting();
        saved.targets().stream().filter(this::isLive).forEach(target -> {
            savedTargets.put(target.key(), target.setting());
            own.put(target.key(), Own.of(target, Entry.of(target.setting())));
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
    Entry standard() {
        return standard;
    }

    void setStandard(Entry changed) {
        standard = changed;
        standardSetting = changed.setting();
    }

    /** What is entered for a target, or for all if it has nothing of its own. */
    Entry of(WatchedTarget target) {
        return own.containsKey(target.key()) ? own.get(target.key()).entry() : standard;
    }

    /** Whether a target has other settings than all. */
    boolean differs(WatchedTarget target) {
        return own.containsKey(target.key()) && !isLikeAll(own.get(target.key()));
    }

    /**
     * Enters settings for one target; one that reads like all, and is, follows that again.
     *
     * @return whether they are kept: not if as many others have settings of their own as a draft holds
     */
    boolean set(WatchedTarget target, Entry entry) {
        var kind = target.packageId() == null ? target.kind() : null;
        var entered = Own.of(new UsageAlert.Target(target.packageId(), kind, entry.origin()), entry);
        if (entry.readsLike(standard) && (entered.setting().isEmpty() || isLikeAll(entered))) {
            own.remove(target.key());
            return true;
        }
        if (!own.containsKey(target.key()) && own.size() >= mostTargets() + MOST_BEYOND) {
            return false;
        }
        own.put(target.key(), entered);
        return true;
    }

    /** Makes all targets of the chosen type follow what is entered for all. */
    void setAll() {
        own.values().removeIf(one -> one.isOf(scope));
    }

    /** The settings that were entered; nothing while something is wrong with any of them. */
    Optional<UsageAlert> result() {
        if (standardSetting.isEmpty() || invalid().isPresent()) {
            return Optional.empty();
        }
        var targets = own.values().stream()
                .filter(one -> isSaved(one) || !isLikeAll(one))
                .map(one -> new UsageAlert.Target(
                        one.target().packageId(),
                        one.target().kind(),
                        one.setting().orElseThrow()))
                .toList();
        return Optional.of(new UsageAlert(scope, standardSetting.orElseThrow(), targets));
    }

    private boolean isLikeAll(Own one) {
        return standardSetting.isPresent()
                && one.setting()
                        .filter(setting -> Entry.isSame(setting, standardSetting.get()))
                        .isPresent();
    }

    private boolean isSaved(Own one) {
        return standardSetting.filter(saved.standard()::equals).isPresent()
                && one.setting()
                        .filter(setting ->
                                setting.equals(savedTargets.get(one.target().key())))
                        .isPresent();
    }

    /** A target with something wrong in its settings. */
    Optional<UsageAlert.Target> invalid() {
        return own.values().stream()
                .filter(one -> one.setting().isEmpty())
                .map(Own::target)
                .findFirst();
    }

    /** Whether these settings say anything else than those that were saved. */
    boolean isNew(UsageAlert alert) {
        return alert.scope() != saved.scope()
                || !alert.standard().equals(saved.standard())
                || !Set.copyOf(alert.targets())
                        .equals(saved.targets().stream().filter(this::isLive).collect(Collectors.toSet()));
    }

    /** How many targets may have settings of their own: more only if more had, since before there was a limit. */
    int mostTargets() {
        return Math.max(UsageAlert.MOST_TARGETS, saved.targets().size());
    }

    private boolean isLive(UsageAlert.Target target) {
        return target.packageId() == null || unexpired.contains(target.packageId());
    }
}
