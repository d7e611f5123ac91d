package io.drawdown.alert;

import io.drawdown.notification.Notification;
import io.drawdown.quota.Kind;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.engine.Level;
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
public final class SlowAlerts {

    private final ZoneId zone;
    private final Map<Long, PackageBalance> packages = new HashMap<>();
    private final Set<Long> begun = new HashSet<>();
    private final Map<Long, Set<Long>> usedUpAtTheStartOf = new HashMap<>();
    private final Map<Mark, Boolean> latched = new HashMap<>();
    private final Set<String> toldSinceItRose = new HashSet<>();
    private final Map<String, Long> lastRemaining = new HashMap<>();
    private final List<String> messages = new ArrayList<>();
    private UsageAlert settings;
    private Instant now;

    /** The threshold is null for that nothing remains. */
    private record Mark(String target, @Nullable Threshold threshold) {}

    private record Standing(String target, long remaining, long total, boolean silent) {}

    public SlowAlerts(ZoneId zone, UsageAlert settings, Instant now) {
        this.zone = zone;
        this.settings = settings;
        this.now = now;
    }

    /** All messages so far, such as {@code 2026-11-22T10:00:00Z THRESHOLD 20% 720/3600 of 17}. */
    public List<String> messages() {
        return messages;
    }

    /** What a message of the program's says, in these words. */
    public static String words(Notification told) {
        return AlertStory.words(told);
    }

    /** A message of the program's in the same words. */
    public static String message(Notification told) {
        return told.happenedAt() + " " + words(told) + " of "
                + (told.packageId() == null ? told.of().key() : told.packageId());
    }

    public void created(PackageBalance made) {
        packages.put(made.id(), made);
        var begins = made.isValidAt(now);
        if (begins) {
            begin(made);
        }
        look(Set.of(made.id()), begins ? Set.of(made.id()) : Set.of());
    }

    public void changed(List<PackageBalance> all) {
        all.forEach(balance -> packages.put(balance.id(), balance));
        look(Set.of(), Set.of());
    }

    /** What remains at an instant up to which running jobs are settled, with what the calendar brings then. */
    public void settled(List<PackageBalance> all, Instant at) {
        all.forEach(balance -> packages.put(balance.id(), balance));
        passTo(at);
        look(Set.of(), Set.of());
    }

    /** The levels at which something would be told now, if what remains of these packages came down to them. */
    public List<Level> levels() {
        return standings(Set.of(), Set.of()).stream()
                .flatMap(standing -> marks(settings, standing.target()).stream()
                        .map(mark -> new Level(
                                valid().stream()
                                        .filter(balance -> targetOf(balance).equals(standing.target()))
                                        .map(PackageBalance::id)
                                        .collect(Collectors.toSet()),
                                level(mark, standing.total()))))
                .toList();
    }

    /** When people are warned that something will expire. */
    public Set<Instant> warnings() {
        return packages.values().stream()
                .flatMap(balance -> warnings(balance).stream())
                .collect(Collectors.toSet());
    }

    /** Of what an edit changed, a target is told of only if nothing was told of it since its remaining last rose. */
    public void edited(UsageAlert edited) {
        var before = settings;
        settings = edited;
        latched.entrySet()
                .removeIf(latch -> !latch.getValue()
                        && !marks(settings, latch.getKey().target()).contains(latch.getKey()));
        for (var standing : standings(Set.of(), Set.of())) {
            var changed = new ArrayList<>(marks(settings, standing.target()));
            changed.removeAll(marks(before, standing.target()));
            tell(standing, changed, !toldSinceItRose.contains(standing.target()));
        }
    }

    /** Lets the time pass to an instant, stopping at all instants at which the calendar brings something. */
    public void passTo(Instant until) {
        for (var at : instants(until)) {
            now = at;
            var beginning = new HashSet<Long>();
            for (var balance : packages.values()) {
                if (balance.effectiveAt().equals(at)) {
                    beginning.add(balance.id());
                    begin(balance);
                }
            }
            for (var balance : packages.values()) {
                if (begun.contains(balance.id())
                        && SettingOf.target(settings, targetOf(balance)).enabled()) {
                    if (warnings(balance).contains(at) && balance.remaining() > 0) {
                        say(AlertKind.EXPIRING, "", balance.remaining(), balance.total(), Long.toString(balance.id()));
                    }
                    if (balance.expiresAt().equals(at)) {
                        say(AlertKind.EXPIRED, "", balance.remaining(), balance.total(), Long.toString(balance.id()));
                    }
                }
            }
            look(Set.of(), beginning);
        }
        now = until;
    }

    private TreeSet<Instant> instants(Instant until) {
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

    private void begin(PackageBalance beginning) {
        begun.add(beginning.id());
        usedUpAtTheStartOf.put(
                beginning.id(),
                valid().stream()
                        .filter(balance -> balance.remaining() == 0)
                        .map(PackageBalance::id)
                        .collect(Collectors.toSet()));
    }

    private void look(Set<Long> born, Set<Long> beginning) {
        var left = new HashMap<String, Long>();
        for (var standing : standings(born, beginning)) {
            var target = standing.target();
            left.put(target, standing.remaining());
            if (standing.remaining() > lastRemaining.getOrDefault(target, 0L)) {
                toldSinceItRose.remove(target);
            }
            latched.keySet()
                    .removeIf(mark ->
                            mark.target().equals(target) && standing.remaining() > level(mark, standing.total()));
            tell(standing, marks(settings, target), !standing.silent());
        }
        lastRemaining.clear();
        lastRemaining.putAll(left);
    }

    private void tell(Standing standing, List<Mark> marks, boolean aloud) {
        var crossed = marks.stream()
                .filter(mark -> standing.remaining() <= level(mark, standing.total()) && !latched.containsKey(mark))
                .toList();
        crossed.forEach(mark -> latched.put(mark, aloud));
        if (crossed.isEmpty() || !aloud) {
            return;
        }
        toldSinceItRose.add(standing.target());
        if (standing.remaining() == 0) {
            say(AlertKind.USED_UP, "", 0, standing.total(), standing.target());
        } else {
            var lowest = crossed.getFirst();
            for (var mark : crossed) {
                lowest = level(mark, standing.total()) < level(lowest, standing.total()) ? mark : lowest;
            }
            say(
                    AlertKind.THRESHOLD,
                    words(lowest.threshold()),
                    standing.remaining(),
                    standing.total(),
                    standing.target());
        }
    }

    /** All packages and all kinds, whichever of them are watched. */
    private List<Standing> standings(Set<Long> born, Set<Long> beginning) {
        var standings = new ArrayList<Standing>();
        packages.values().stream()
                .filter(balance -> balance.isValidAt(now) || born.contains(balance.id()))
                .forEach(balance -> standings.add(new Standing(
                        Long.toString(balance.id()),
                        balance.remaining(),
                        balance.total(),
                        born.contains(balance.id()))));
        valid().stream().map(PackageBalance::kind).distinct().forEach(kind -> standings.add(standing(kind, beginning)));
        return standings;
    }

    private Standing standing(Kind kind, Set<Long> beginning) {
        var ofKind =
                valid().stream().filter(balance -> balance.kind().equals(kind)).toList();
        var latestStart = ofKind.stream()
                .map(PackageBalance::effectiveAt)
                .max(Instant::compareTo)
                .orElseThrow();
        var newest = ofKind.stream()
                .filter(balance -> balance.effectiveAt().equals(latestStart))
                .mapToLong(PackageBalance::id)
                .max()
                .orElseThrow();
        return new Standing(
                kind.key(),
                ofKind.stream().mapToLong(PackageBalance::remaining).sum(),
                ofKind.stream()
                        .filter(balance -> !usedUpAtTheStartOf.get(newest).contains(balance.id()))
                        .mapToLong(PackageBalance::total)
                        .sum(),
                ofKind.stream().allMatch(balance -> beginning.contains(balance.id())));
    }

    private List<PackageBalance> valid() {
        return packages.values().stream()
                .filter(balance -> balance.isValidAt(now))
                .toList();
    }

    /** What is to be told of a target by these settings: nothing if it isn't of their scope, or is off. */
    private static List<Mark> marks(UsageAlert settings, String target) {
        var setting = SettingOf.target(settings, target);
        var marks = new ArrayList<Mark>();
        if (setting.enabled() && target.contains("/") == (settings.scope() == UsageAlert.Scope.SAME_KIND)) {
            setting.thresholds().forEach(threshold -> marks.add(new Mark(target, threshold)));
            marks.add(new Mark(target, null));
        }
        return marks;
    }

    private String targetOf(PackageBalance balance) {
        return settings.scope() == UsageAlert.Scope.EACH_PACKAGE
                ? Long.toString(balance.id())
                : balance.kind().key();
    }

    private static long level(Mark mark, long total) {
        var threshold = mark.threshold();
        if (threshold == null) {
            return 0;
        }
        return threshold.type() == Threshold.Type.REMAINING ? threshold.value() : total * threshold.value() / 100;
    }

    private static String words(@Nullable Threshold threshold) {
        return threshold == null
                ? ""
                : " " + threshold.value() + (threshold.type() == Threshold.Type.PERCENTAGE ? "%" : "s");
    }

    private void say(AlertKind kind, String threshold, long remaining, long total, String target) {
        messages.add(now + " " + kind + threshold + " " + remaining + "/" + total + " of " + target);
    }
}
