package io.drawdown.alert;

import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.notification.message.Notification;
import io.drawdown.quota.engine.RemainingLevel;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of alerts in the most obvious way: at each moment everything is looked at, whether it has changed or not. What
 * remains of packages is told to it from outside.
 */
public final class ReferenceAlerts {

    private final ZoneId zone;
    private final Map<Long, PackageBalance> packages = new HashMap<>();
    private final Set<Long> effectiveIds = new HashSet<>();
    private final Map<Long, Set<Long>> usedUpAtTheStartOf = new HashMap<>();
    private final Map<Trigger, Boolean> latched = new HashMap<>();
    private final Set<String> alertedSinceRise = new HashSet<>();
    private final Map<String, Long> lastRemaining = new HashMap<>();
    private final List<String> messages = new ArrayList<>();
    private UsageAlert settings;
    private Instant now;

    /** The threshold is null for that nothing remains. */
    private record Trigger(String target, @Nullable Threshold threshold) {}

    private record TargetState(String target, long remaining, long total, boolean silent) {}

    public ReferenceAlerts(ZoneId zone, UsageAlert settings, Instant now) {
        this.zone = zone;
        this.settings = settings;
        this.now = now;
    }

    /** All messages so far, such as {@code 2026-11-22T10:00:00Z THRESHOLD 20% 720/3600 of 17}. */
    public List<String> messages() {
        return messages;
    }

    /** What a message of the program's says, in these words. */
    public static String describe(Notification told) {
        return AlertScenario.describe(told);
    }

    /** A message of the program's in the same words. */
    public static String messageOf(Notification told) {
        return told.happenedAt() + " " + describe(told) + " of "
                + (told.packageId() == null ? told.packageKind().key() : told.packageId());
    }

    public void afterCreation(PackageBalance made) {
        packages.put(made.id(), made);
        var begins = made.isValidAt(now);
        if (begins) {
            startValidity(made);
        }
        compareAll(Set.of(made.id()), begins ? Set.of(made.id()) : Set.of());
    }

    public void afterChange(List<PackageBalance> all) {
        all.forEach(balance -> packages.put(balance.id(), balance));
        compareAll(Set.of(), Set.of());
    }

    /** What remains at an instant up to which running jobs are settled, with what the calendar brings then. */
    public void afterSettlement(List<PackageBalance> all, Instant at) {
        all.forEach(balance -> packages.put(balance.id(), balance));
        advanceTo(at);
        compareAll(Set.of(), Set.of());
    }

    /** The levels at which something would be told now, if what remains of these packages came down to them. */
    public List<RemainingLevel> levels() {
        return targetStates(Set.of(), Set.of()).stream()
                .flatMap(targetState -> triggers(settings, targetState.target()).stream()
                        .map(trigger -> new RemainingLevel(
                                validPackages().stream()
                                        .filter(balance -> targetOf(balance).equals(targetState.target()))
                                        .map(PackageBalance::id)
                                        .collect(Collectors.toSet()),
                                level(trigger, targetState.total()))))
                .toList();
    }

    /** When people are warned that something will expire. */
    public Set<Instant> warnings() {
        return packages.values().stream()
                .flatMap(balance -> warnings(balance).stream())
                .collect(Collectors.toSet());
    }

    /** Of what an edit changed, a target is told of only if nothing was told of it since its remaining last rose. */
    public void afterEdit(UsageAlert edited) {
        var before = settings;
        settings = edited;
        latched.entrySet()
                .removeIf(latch -> !latch.getValue()
                        && !triggers(settings, latch.getKey().target()).contains(latch.getKey()));
        for (var targetState : targetStates(Set.of(), Set.of())) {
            var changed = new ArrayList<>(triggers(settings, targetState.target()));
            changed.removeAll(triggers(before, targetState.target()));
            compareTarget(targetState, changed, !alertedSinceRise.contains(targetState.target()));
        }
    }

    /** Lets the time pass to an instant, stopping at all instants at which the calendar brings something. */
    public void advanceTo(Instant until) {
        for (var at : calendarInstants(until)) {
            now = at;
            var beginning = new HashSet<Long>();
            for (var balance : packages.values()) {
                if (balance.effectiveAt().equals(at)) {
                    beginning.add(balance.id());
                    startValidity(balance);
                }
            }
            for (var balance : packages.values()) {
                if (effectiveIds.contains(balance.id())
                        && TargetSettings.settingOf(settings, targetOf(balance)).enabled()) {
                    if (warnings(balance).contains(at) && balance.remainingNodeSeconds() > 0) {
                        addMessage(
                                AlertKind.EXPIRING,
                                "",
                                balance.remainingNodeSeconds(),
                                balance.totalNodeSeconds(),
                                Long.toString(balance.id()));
                    }
                    if (balance.expiresAt().equals(at)) {
                        addMessage(
                                AlertKind.EXPIRED,
                                "",
                                balance.remainingNodeSeconds(),
                                balance.totalNodeSeconds(),
                                Long.toString(balance.id()));
                    }
                }
            }
            compareAll(Set.of(), beginning);
        }
        now = until;
    }

    private TreeSet<Instant> calendarInstants(Instant until) {
        var instants = new TreeSet<Instant>();
        for (var balance : packages.values()) {
            instants.add(balance.effectiveAt());
            instants.add(balance.expiresAt());
            instants.addAll(warnings(balance));
        }
        instants.removeIf(at -> !at.isAfter(now) || at.isAfter(until));
        return instants;
    }

    private List<Instant> warnings(PackageBalance balance) {
        var lastDay = balance.expiresAt().minusSeconds(1).atZone(zone).toLocalDate();
        return List.of(7, 3, 1).stream()
                .map(days -> lastDay.minusDays(days)
                        .atTime(LocalTime.of(9, 0))
                        .atZone(zone)
                        .toInstant())
                .toList();
    }

    private void startValidity(PackageBalance beginning) {
        effectiveIds.add(beginning.id());
        usedUpAtTheStartOf.put(
                beginning.id(),
                validPackages().stream()
                        .filter(balance -> balance.remainingNodeSeconds() == 0)
                        .map(PackageBalance::id)
                        .collect(Collectors.toSet()));
    }

    private void compareAll(Set<Long> born, Set<Long> beginning) {
        var left = new HashMap<String, Long>();
        for (var targetState : targetStates(born, beginning)) {
            var target = targetState.target();
            left.put(target, targetState.remaining());
            if (targetState.remaining() > lastRemaining.getOrDefault(target, 0L)) {
                alertedSinceRise.remove(target);
            }
            latched.keySet()
                    .removeIf(trigger -> trigger.target().equals(target)
                            && targetState.remaining() > level(trigger, targetState.total()));
            compareTarget(targetState, triggers(settings, target), !targetState.silent());
        }
        lastRemaining.clear();
        lastRemaining.putAll(left);
    }

    private void compareTarget(TargetState targetState, List<Trigger> marks, boolean aloud) {
        var crossed = marks.stream()
                .filter(trigger ->
                        targetState.remaining() <= level(trigger, targetState.total()) && !latched.containsKey(trigger))
                .toList();
        crossed.forEach(trigger -> latched.put(trigger, aloud));
        if (crossed.isEmpty() || !aloud) {
            return;
        }
        alertedSinceRise.add(targetState.target());
        if (targetState.remaining() == 0) {
            addMessage(AlertKind.USED_UP, "", 0, targetState.total(), targetState.target());
        } else {
            var lowest = crossed.getFirst();
            for (var trigger : crossed) {
                lowest = level(trigger, targetState.total()) < level(lowest, targetState.total()) ? trigger : lowest;
            }
            addMessage(
                    AlertKind.THRESHOLD,
                    describe(lowest.threshold()),
                    targetState.remaining(),
                    targetState.total(),
                    targetState.target());
        }
    }

    /** All packages and all kinds, whichever of them are watched. */
    private List<TargetState> targetStates(Set<Long> born, Set<Long> beginning) {
        var standings = new ArrayList<TargetState>();
        packages.values().stream()
                .filter(balance -> balance.isValidAt(now) || born.contains(balance.id()))
                .forEach(balance -> standings.add(new TargetState(
                        Long.toString(balance.id()),
                        balance.remainingNodeSeconds(),
                        balance.totalNodeSeconds(),
                        born.contains(balance.id()))));
        validPackages().stream()
                .map(PackageBalance::kind)
                .distinct()
                .forEach(packageKind -> standings.add(kindState(packageKind, beginning)));
        return standings;
    }

    private TargetState kindState(PackageKind packageKind, Set<Long> beginning) {
        var ofKind = validPackages().stream()
                .filter(balance -> balance.kind().equals(packageKind))
                .toList();
        var latestStart = ofKind.stream()
                .map(PackageBalance::effectiveAt)
                .max(Instant::compareTo)
                .orElseThrow();
        var newest = ofKind.stream()
                .filter(balance -> balance.effectiveAt().equals(latestStart))
                .mapToLong(PackageBalance::id)
                .max()
                .orElseThrow();
        return new TargetState(
                packageKind.key(),
                ofKind.stream().mapToLong(PackageBalance::remainingNodeSeconds).sum(),
                ofKind.stream()
                        .filter(balance -> !usedUpAtTheStartOf.get(newest).contains(balance.id()))
                        .mapToLong(PackageBalance::totalNodeSeconds)
                        .sum(),
                ofKind.stream().allMatch(balance -> beginning.contains(balance.id())));
    }

    private List<PackageBalance> validPackages() {
        return packages.values().stream()
                .filter(balance -> balance.isValidAt(now))
                .toList();
    }

    /** What is to be told of a target by these settings: nothing if it isn't of their scope, or is off. */
    private static List<Trigger> triggers(UsageAlert settings, String target) {
        var setting = TargetSettings.settingOf(settings, target);
        var marks = new ArrayList<Trigger>();
        if (setting.enabled() && target.contains("/") == (settings.scope() == UsageAlert.Scope.SAME_KIND)) {
            setting.thresholds().forEach(threshold -> marks.add(new Trigger(target, threshold)));
            marks.add(new Trigger(target, null));
        }
        return marks;
    }

    private String targetOf(PackageBalance balance) {
        return settings.scope() == UsageAlert.Scope.EACH_PACKAGE
                ? Long.toString(balance.id())
                : balance.kind().key();
    }

    private static long level(Trigger trigger, long total) {
        var threshold = trigger.threshold();
        if (threshold == null) {
            return 0;
        }
        return threshold.type() == Threshold.Type.REMAINING ? threshold.value() : total * threshold.value() / 100;
    }

    private static String describe(@Nullable Threshold threshold) {
        return threshold == null
                ? ""
                : " " + threshold.value() + (threshold.type() == Threshold.Type.PERCENTAGE ? "%" : "s");
    }

    private void addMessage(AlertKind kind, String threshold, long remaining, long total, String target) {
        messages.add(now + " " + kind + threshold + " " + remaining + "/" + total + " of " + target);
    }
}
