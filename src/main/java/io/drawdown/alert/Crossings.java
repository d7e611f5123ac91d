package io.drawdown.alert;

import io.drawdown.alert.internal.CalendarTable;
import io.drawdown.alert.internal.LatchTable;
import io.drawdown.alert.internal.Mark;
import io.drawdown.alert.internal.SettingsTable;
import io.drawdown.alert.internal.TargetKey;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.WatchedLevel;
import io.drawdown.quota.WatchedLevels;
import io.drawdown.quota.engine.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Finds the targets that a change or an edit concerns and has them compared with their thresholds (R20, R21). Callers hold the
 * ledgers of the accounts, so that each crossing is found once.
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

    /** An account's settings before and after an edit. */
    record Edit(UsageAlert before, UsageAlert after) {}

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

    /** The alerts of settings that were edited, by account: of the thresholds that an edit changed, and of nothing else (R20). */
    List<Alert> afterEdit(Instant at, Map<String, Edit> edits) {
        var comparison = compare(at, edits, balances.unexpired(edits.keySet(), at));
        comparison.save(latches);
        return comparison.alerts();
    }

    /** The alerts that an edit would raise while this remains of an account's unexpired packages; remembers nothing. */
    List<Alert> preview(Instant at, String account, Edit edit, List<PackageBalance> unexpired) {
        return compare(at, Map.of(account, edit), unexpired).alerts();
    }

    /** Tells of which packages of an account an alert is wanted at all. */
    Predicate<PackageBalance> enabled(String account) {
        var settings = inForce(List.of(account)).get(account);
        return balance -> settings.of(settings.targetOf(balance)).enabled();
    }

    @Override
    public List<WatchedLevel> of(Collection<PackageBalance> packages, Instant at) {
        var inValidity =
                packages.stream().filter(balance -> balance.isValidAt(at)).toList();
        if (inValidity.isEmpty()) {
            return List.of();
        }
        var settings = inForce(inValidity.stream().map(PackageBalance::account).collect(Collectors.toSet()));
        var byKind = inValidity.stream()
                .filter(watches(settings, UsageAlert.Scope.SAME_KIND))
                .toList();
        var members = byKind.stream()
                .collect(Collectors.groupingBy(
                        Crossings::kindOf, Collectors.mapping(PackageBalance::id, Collectors.toSet())));
        var each = inValidity.stream()
                .filter(watches(settings, UsageAlert.Scope.EACH_PACKAGE))
                .map(balance -> Watched.of(balance, false));
        return Stream.concat(
                        each.flatMap(target -> levels(
                                target, Set.of(Long.valueOf(Objects.requireNonNull(target.packageId()))), settings)),
                        kinds(byKind, Set.of()).stream()
                                .flatMap(target -> levels(target, members.get(target.key()), settings)))
                .toList();
    }

    /** The kinds of these packages of an account, which haven't expired, with what remains of those in validity. */
    List<WatchedTarget> kinds(List<PackageBalance> unexpired, Instant at) {
        var watched = kinds(
                        unexpired.stream()
                                .filter(balance -> balance.isValidAt(at))
                                .toList(),
                        Set.of())
                .stream()
                .collect(Collectors.toMap(Watched::kind, Function.identity()));
        return unexpired.stream()
                .map(PackageBalance::kind)
                .distinct()
                .map(kind -> watched.containsKey(kind)
                        ? new WatchedTarget(
                                null,
                                kind,
                                null,
                                watched.get(kind).remaining(),
                                watched.get(kind).total(),
                                null)
                        : new WatchedTarget(null, kind, null, 0, 0, null))
                .toList();
    }

    /** Targets that aren't watched are looked at, too, as far as something is remembered of them, so that a rise is noticed. */
    private List<Alert> look(Instant at, Collection<PackageBalance> changed, Set<Long> born, Set<Long> begun) {
        if (changed.isEmpty()) {
            return List.of();
        }
        var settings = inForce(accountsOf(changed));
        var memory = latches.of(changed.stream()
                .flatMap(balance -> Stream.of(keyOf(balance), kindOf(balance)))
                .collect(Collectors.toSet()));
        var comparison = new Comparison(at, memory);
        for (var balance : changed) {
            var key = keyOf(balance);
            if (balance.isValidAt(at) || born.contains(balance.id())) {
                comparison.changed(
                        Watched.of(balance, born.contains(balance.id())),
                        settings.get(balance.account()).marks(key));
            } else if (memory.knows(key) && !balance.expiresAt().isAfter(at)) {
                comparison.gone(key);
            }
        }
        var touched = changed.stream()
                .filter(balance -> settings.get(balance.account()).isBy(UsageAlert.Scope.SAME_KIND)
                        || memory.knows(kindOf(balance)))
                .collect(Collectors.toMap(Crossings::kindOf, PackageBalance::account, (one, same) -> one));
        var empty = new HashSet<>(touched.keySet());
        for (var kind : kindsOf(at, touched, begun)) {
            comparison.changed(kind, settings.get(kind.key().account()).marks(kind.key()));
            empty.remove(kind.key());
        }
        empty.forEach(comparison::empty);
        comparison.save(latches);
        return comparison.alerts();
    }

    private List<Watched> kindsOf(Instant at, Map<TargetKey, String> touched, Set<Long> begun) {
        return touched.isEmpty()
                ? List.of()
                : kinds(
                        balances.unexpired(Set.copyOf(touched.values()), at).stream()
                                .filter(balance -> balance.isValidAt(at) && touched.containsKey(kindOf(balance)))
                                .toList(),
                        begun);
    }

    private Comparison compare(Instant at, Map<String, Edit> edits, List<PackageBalance> unexpired) {
        var before = new HashMap<String, InForce>();
        var after = new HashMap<String, InForce>();
        edits.forEach((account, edit) -> {
            before.put(account, new InForce(edit.before()));
            after.put(account, new InForce(edit.after()));
        });
        var memory = latches.ofAccounts(edits.keySet());
        var comparison = new Comparison(at, memory);
        comparison.forget(memory.latchedSilently().stream()
                .filter(mark -> !after.get(mark.account()).marks(mark.key()).contains(mark))
                .toList());
        var brought = new HashMap<TargetKey, List<Mark>>();
        var inValidity =
                unexpired.stream().filter(balance -> balance.isValidAt(at)).toList();
        for (var balance : inValidity) {
            var key = new TargetKey(
                    balance.account(), after.get(balance.account()).targetOf(balance));
            brought.computeIfAbsent(key, target -> {
                var marks = new ArrayList<>(after.get(target.account()).marks(target));
                marks.removeAll(before.get(target.account()).marks(target));
                return marks;
            });
        }
        brought.values().removeIf(List::isEmpty);
        for (var balance : inValidity) {
            if (brought.containsKey(keyOf(balance))) {
                comparison.edited(Watched.of(balance, false), brought.get(keyOf(balance)));
            }
        }
        for (var kind : kinds(
                inValidity.stream()
                        .filter(balance -> brought.containsKey(kindOf(balance)))
                        .toList(),
                Set.of())) {
            comparison.edited(kind, brought.get(kind.key()));
        }
        return comparison;
    }

    private List<Watched> kinds(List<PackageBalance> inValidity, Set<Long> begun) {
        if (inValidity.isEmpty()) {
            return List.of();
        }
        var leftOut = calendar.leftOut(accountsOf(inValidity));
        return inValidity.stream()
                .collect(Collectors.groupingBy(Crossings::kindOf, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofKind -> Watched.of(ofKind, leftOut, begun))
                .toList();
    }

    private static Stream<WatchedLevel> levels(Watched target, Set<Long> packages, Map<String, InForce> settings) {
        var account = target.key().account();
        return settings.get(account).marks(target.key()).stream()
                .map(mark -> new WatchedLevel(account, new Level(packages, mark.level(target.total()))));
    }

    private Map<String, InForce> inForce(Collection<String> accounts) {
        return settingsTable.inForce(accounts).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, own -> new InForce(own.getValue())));
    }

    private static Predicate<PackageBalance> watches(Map<String, InForce> settings, UsageAlert.Scope scope) {
        return balance -> settings.get(balance.account()).isBy(scope);
    }

    private static Set<String> accountsOf(Collection<PackageBalance> packages) {
        return packages.stream().map(PackageBalance::account).collect(Collectors.toSet());
    }

    private static TargetKey keyOf(PackageBalance balance) {
        return new TargetKey(balance.account(), Long.toString(balance.id()));
    }

    private static TargetKey kindOf(PackageBalance balance) {
        return new TargetKey(balance.account(), balance.kind().key());
    }
}
