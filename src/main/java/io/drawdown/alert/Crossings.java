package io.drawdown.alert;

import io.drawdown.alert.internal.CalendarTable;
import io.drawdown.alert.internal.Crossing;
import io.drawdown.alert.internal.LatchTable;
import io.drawdown.alert.internal.LatchTable.TargetKey;
import io.drawdown.alert.internal.Mark;
import io.drawdown.alert.internal.SettingsTable;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.WatchedLevel;
import io.drawdown.quota.WatchedLevels;
import io.drawdown.quota.engine.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Compares remaining quotas with thresholds: what is reached for the first time is latched and becomes an alert, what
 * remaining has risen above is armed again (R20, R21). Whoever calls holds the ledgers of the accounts, so that each
 * crossing is found once.
 */
@Service
class Crossings implements WatchedLevels {

    private final SettingsTable settingsTable;
    private final LatchTable latches;
    private final CalendarTable calendar;
    private final PackageBalances balances;

    Crossings(SettingsTable settingsTable, LatchTable latches, CalendarTable calendar, PackageBalances balances) {
        this.settingsTable = settingsTable;
        this.latches = latches;
        this.calendar = calendar;
        this.balances = balances;
    }

    /** The alerts of a change to these packages. */
    List<Alert> afterChange(Instant at, Collection<PackageBalance> changed) {
        return look(at, changed, Set.of(), Set.of());
    }

    /** Latches what a package is born below of; its kind is looked at if it is effective already. */
    List<Alert> afterBirth(Instant at, PackageBalance born) {
        return look(at, List.of(born), Set.of(born.id()), Set.of(born.id()));
    }

    /**
     * The alerts of what the calendar has done to these packages.
     *
     * @param begun those that have just become effective
     */
    List<Alert> afterCalendar(Instant at, Collection<PackageBalance> touched, Set<Long> begun) {
        return look(at, touched, Set.of(), begun);
    }

    /**
     * The alerts of settings that were edited. Thresholds that are no longer in force are forgotten; those that are new are
     * compared with what remains now; those that stayed are as they were.
     */
    List<Alert> afterEdit(Instant at, Collection<String> accounts) {
        var settings = inForce(accounts);
        var unexpired = balances.unexpired(accounts, at);
        var wanted = unexpired.stream()
                .flatMap(balance -> {
                    var own = settings.get(balance.account());
                    return marks(own, new TargetKey(balance.account(), own.targetOf(balance))).stream();
                })
                .collect(Collectors.toSet());
        var reached = latches.reachedOf(accounts);
        latches.arm(reached.stream().filter(mark -> !wanted.contains(mark)).toList());

        var inValidity = unexpired.stream().filter(balance -> balance.isValidAt(at)).toList();
        var watched = new ArrayList<Watched>();
        inValidity.stream()
                .filter(watches(settings, UsageAlert.Scope.EACH_PACKAGE))
                .forEach(balance -> watched.add(Watched.of(balance, false)));
        watched.addAll(kinds(inValidity.stream().filter(watches(settings, UsageAlert.Scope.SAME_KIND)).toList(), Set.of()));
        return compare(at, watched, settings, reached);
    }

    /** Tells of which packages of an account an alert is wanted at all. */
    Predicate<PackageBalance> enabled(String account) {
        var settings = inForce(List.of(account)).get(account);
        return balance -> settings.of(settings.targetOf(balance)).enabled();
    }

    @Override
    public List<WatchedLevel> of(Collection<PackageBalance> packages, Instant at) {
        var inValidity = packages.stream().filter(balance -> balance.isValidAt(at)).toList();
        if (inValidity.isEmpty()) {
            return List.of();
        }
        var settings = inForce(inValidity.stream().map(PackageBalance::account).collect(Collectors.toSet()));
        var byKind = inValidity.stream().filter(watches(settings, UsageAlert.Scope.SAME_KIND)).toList();
        var members = byKind.stream()
                .collect(Collectors.groupingBy(Crossings::kindOf, Collectors.mapping(PackageBalance::id, Collectors.toSet())));
        var each = inValidity.stream().filter(watches(settings, UsageAlert.Scope.EACH_PACKAGE)).map(balance -> Watched.of(balance, false));
        return Stream.concat(
                        each.flatMap(target -> levels(target, Set.of(Long.valueOf(Objects.requireNonNull(target.packageId()))), settings)),
                        kinds(byKind, Set.of()).stream().flatMap(target -> levels(target, members.get(target.key()), settings)))
                .toList();
    }

    /** The kinds of these packages of an account, which haven't expired, with what remains of those in validity. */
    List<WatchedTarget> kinds(List<PackageBalance> unexpired, Instant at) {
        var watched = kinds(unexpired.stream().filter(balance -> balance.isValidAt(at)).toList(), Set.of()).stream()
                .collect(Collectors.toMap(Watched::kind, Function.identity()));
        return unexpired.stream()
                .map(PackageBalance::kind)
                .distinct()
                .map(kind -> watched.containsKey(kind)
                        ? new WatchedTarget(null, kind, null, watched.get(kind).remaining(), watched.get(kind).total(), null)
                        : new WatchedTarget(null, kind, null, 0, 0, null))
                .toList();
    }

    private List<Alert> look(Instant at, Collection<PackageBalance> changed, Set<Long> born, Set<Long> begun) {
        var settings = inForce(changed.stream().map(PackageBalance::account).collect(Collectors.toSet()));
        var watched = new ArrayList<Watched>();
        changed.stream()
                .filter(watches(settings, UsageAlert.Scope.EACH_PACKAGE))
                .filter(balance -> balance.isValidAt(at) || born.contains(balance.id()))
                .forEach(balance -> watched.add(Watched.of(balance, born.contains(balance.id()))));
        watched.addAll(kindsOf(at, changed.stream().filter(watches(settings, UsageAlert.Scope.SAME_KIND)).toList(), begun));
        var reached = latches.reached(watched.stream().map(Watched::key).toList());
        return compare(at, watched, settings, reached);
    }

    private List<Watched> kindsOf(Instant at, List<PackageBalance> changed, Set<Long> begun) {
        if (changed.isEmpty()) {
            return List.of();
        }
        var touched = changed.stream().map(Crossings::kindOf).collect(Collectors.toSet());
        var accounts = changed.stream().map(PackageBalance::account).collect(Collectors.toSet());
        return kinds(balances.unexpired(accounts, at).stream()
                .filter(balance -> balance.isValidAt(at) && touched.contains(kindOf(balance)))
                .toList(), begun);
    }

    private List<Watched> kinds(List<PackageBalance> inValidity, Set<Long> begun) {
        if (inValidity.isEmpty()) {
            return List.of();
        }
        var leftOut = calendar.leftOut(inValidity.stream().map(PackageBalance::account).collect(Collectors.toSet()));
        return inValidity.stream()
                .collect(Collectors.groupingBy(Crossings::kindOf, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofKind -> Watched.of(ofKind, leftOut, begun))
                .toList();
    }

    private List<Alert> compare(Instant at, List<Watched> watched, Map<String, InForce> settings, Set<Mark> reached) {
        var alerts = new ArrayList<Alert>();
        var crossings = new ArrayList<Crossing>();
        var toLatch = new ArrayList<Mark>();
        var toArm = new ArrayList<Mark>();
        for (var target : watched) {
            var crossed = new ArrayList<Mark>();
            for (var mark : marks(settings.get(target.key().account()), target.key())) {
                var isReached = target.remaining() <= mark.level(target.total());
                if (isReached && !reached.contains(mark)) {
                    toLatch.add(mark);
                    crossed.add(mark);
                } else if (!isReached && reached.contains(mark)) {
                    toArm.add(mark);
                }
            }
            if (!crossed.isEmpty() && !target.silent()) {
                crossed.forEach(mark -> crossings.add(new Crossing(mark, target.remaining(), target.total())));
                alerts.add(alert(at, target, lowest(crossed, target.total())));
            }
        }
        latches.latch(toLatch);
        latches.arm(toArm);
        latches.record(crossings, at);
        return alerts;
    }

    private static Stream<WatchedLevel> levels(Watched target, Set<Long> packages, Map<String, InForce> settings) {
        var account = target.key().account();
        return marks(settings.get(account), target.key()).stream()
                .map(mark -> new WatchedLevel(account, new Level(packages, mark.level(target.total()))));
    }

    private Map<String, InForce> inForce(Collection<String> accounts) {
        return settingsTable.of(accounts).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, own -> new InForce(own.getValue())));
    }

    /** What is to be told of a target: its thresholds, and that nothing remains; nothing while its alert is off. */
    private static List<Mark> marks(InForce settings, TargetKey key) {
        var setting = settings.of(key.target());
        return !setting.enabled()
                ? List.of()
                : Stream.concat(setting.thresholds().stream(), Stream.<@Nullable Threshold>of((Threshold) null))
                        .map(threshold -> new Mark(key.account(), key.target(), threshold))
                        .toList();
    }

    /** The lowest of the marks that one change crossed, which the one message is for (R21). */
    private static Mark lowest(List<Mark> crossed, long total) {
        return crossed.stream().min(Comparator.comparingLong(mark -> mark.level(total))).orElseThrow();
    }

    /** Where nothing remains, that is what is told, whichever threshold it was (R21). */
    private static Alert alert(Instant at, Watched target, Mark mark) {
        var usedUp = target.remaining() == 0;
        return new Alert(target.key().account(), usedUp ? AlertKind.USED_UP : AlertKind.THRESHOLD, target.packageId(), target.kind(),
                usedUp ? null : mark.threshold(), target.remaining(), target.total(), null, null, target.expiresAt(), at);
    }

    private static Predicate<PackageBalance> watches(Map<String, InForce> settings, UsageAlert.Scope scope) {
        return balance -> settings.get(balance.account()).isBy(scope);
    }

    private static TargetKey kindOf(PackageBalance balance) {
        return new TargetKey(balance.account(), balance.kind().key());
    }
}
