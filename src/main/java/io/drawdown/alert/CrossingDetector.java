package io.drawdown.alert;

import io.drawdown.alert.internal.LatchRepository;
import io.drawdown.alert.internal.PackageCalendarRepository;
import io.drawdown.alert.internal.UsageAlertRepository;
import io.drawdown.alert.settings.EffectiveSettings;
import io.drawdown.alert.settings.TargetKey;
import io.drawdown.alert.settings.ThresholdKey;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.Lookup;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.engine.RemainingLevel;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.spi.WatchedLevel;
import io.drawdown.quota.spi.WatchedLevels;
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
 * Finds the targets that a change or an edit affects, and compares them with their thresholds (R20, R21). Callers
 * hold the ledgers of the accounts, so that each crossing is detected once.
 */
@Service
class CrossingDetector implements WatchedLevels {

    private final UsageAlertRepository settingsRepository;
    private final LatchRepository latches;
    private final PackageCalendarRepository calendar;
    private final PackageBalances balances;

    CrossingDetector(
            UsageAlertRepository settingsRepository,
            LatchRepository latches,
            PackageCalendarRepository calendar,
            PackageBalances balances) {
        this.settingsRepository = settingsRepository;
        this.latches = latches;
        this.calendar = calendar;
        this.balances = balances;
    }

    /** An account's settings before and after an edit. */
    record Edit(UsageAlert before, UsageAlert after) {}

    /** Returns the alerts that a change to these packages raises. */
    List<Alert> detectAfterChange(Instant at, Collection<PackageBalance> changed) {
        return detect(at, changed, Set.of(), Set.of());
    }

    /**
     * Latches the thresholds that a new package starts below. Compares its kind as well if the package is already
     * effective.
     */
    List<Alert> detectAfterCreation(Instant at, PackageBalance born) {
        return detect(at, List.of(born), Set.of(born.id()), Set.of(born.id()));
    }

    /**
     * Returns the alerts that packages raise when they become effective or expire.
     *
     * @param begun the packages that have just become effective
     */
    List<Alert> detectAfterCalendar(Instant at, Collection<PackageBalance> touched, Set<Long> begun) {
        return detect(at, touched, Set.of(), begun);
    }

    /** Returns the alerts that edited settings raise. Only thresholds that an edit brought into force count (R20). */
    List<Alert> detectAfterEdit(Instant at, Map<String, Edit> edits) {
        var thresholdComparison = compareEdits(at, edits, balances.findUnexpired(edits.keySet(), at));
        thresholdComparison.save(latches);
        return thresholdComparison.alerts();
    }

    /** Returns the alerts that an edit would raise with these balances. Saves nothing. */
    List<Alert> previewEdit(Instant at, String account, Edit edit, List<PackageBalance> unexpired) {
        return compareEdits(at, Map.of(account, edit), unexpired).alerts();
    }

    /** Returns a filter for the packages of an account whose alerts are enabled. */
    Predicate<PackageBalance> alertEnabledFilter(String account) {
        var settings = Lookup.require(findEffectiveSettings(List.of(account)), account);
        return balance -> settings.settingOf(settings.targetOf(balance)).enabled();
    }

    @Override
    public List<WatchedLevel> find(Collection<PackageBalance> packages, Instant at) {
        var inValidity =
                packages.stream().filter(balance -> balance.isValidAt(at)).toList();
        if (inValidity.isEmpty()) {
            return List.of();
        }
        var settings = findEffectiveSettings(
                inValidity.stream().map(PackageBalance::account).collect(Collectors.toSet()));
        var byKind = inValidity.stream()
                .filter(hasScope(settings, UsageAlert.Scope.SAME_KIND))
                .toList();
        var members = byKind.stream()
                .collect(Collectors.groupingBy(
                        CrossingDetector::kindKey, Collectors.mapping(PackageBalance::id, Collectors.toSet())));
        var each = inValidity.stream()
                .filter(hasScope(settings, UsageAlert.Scope.EACH_PACKAGE))
                .map(balance -> TargetBalance.of(balance, false));
        return Stream.concat(
                        each.flatMap(target -> watchedLevels(
                                target, Set.of(Long.valueOf(Objects.requireNonNull(target.packageId()))), settings)),
                        kindBalances(byKind, Set.of()).stream()
                                .flatMap(target ->
                                        watchedLevels(target, Lookup.require(members, target.key()), settings)))
                .toList();
    }

    /** Returns the kinds of an account's unexpired packages, with what remains in those in validity. */
    List<AlertTarget> kindTargets(List<PackageBalance> unexpired, Instant at) {
        var watched =
                kindBalances(
                                unexpired.stream()
                                        .filter(balance -> balance.isValidAt(at))
                                        .toList(),
                                Set.of())
                        .stream()
                        .collect(Collectors.toMap(TargetBalance::kind, Function.identity()));
        return unexpired.stream()
                .map(PackageBalance::kind)
                .distinct()
                .map(packageKind -> watched.containsKey(packageKind)
                        ? new AlertTarget(
                                null,
                                packageKind,
                                null,
                                watched.get(packageKind).remainingNodeSeconds(),
                                watched.get(packageKind).totalNodeSeconds(),
                                null)
                        : new AlertTarget(null, packageKind, null, 0, 0, null))
                .toList();
    }

    /** Includes targets without alerts if something is remembered about them, so that a rise is noticed. */
    private List<Alert> detect(Instant at, Collection<PackageBalance> changed, Set<Long> born, Set<Long> begun) {
        if (changed.isEmpty()) {
            return List.of();
        }
        var settings = findEffectiveSettings(accountsOf(changed));
        var memory = latches.findMemory(changed.stream()
                .flatMap(balance -> Stream.of(packageKey(balance), kindKey(balance)))
                .collect(Collectors.toSet()));
        var thresholdComparison = new ThresholdComparison(at, memory);
        for (var balance : changed) {
            var key = packageKey(balance);
            if (balance.isValidAt(at) || born.contains(balance.id())) {
                thresholdComparison.compareChanged(
                        TargetBalance.of(balance, born.contains(balance.id())),
                        Lookup.require(settings, balance.account()).thresholdKeys(key));
            } else if (memory.knows(key) && !balance.expiresAt().isAfter(at)) {
                thresholdComparison.forgetExpired(key);
            }
        }
        var touched = changed.stream()
                .filter(balance -> Lookup.require(settings, balance.account()).hasScope(UsageAlert.Scope.SAME_KIND)
                        || memory.knows(kindKey(balance)))
                .collect(Collectors.toMap(CrossingDetector::kindKey, PackageBalance::account, (one, same) -> one));
        var empty = new HashSet<>(touched.keySet());
        for (var kind : touchedKindBalances(at, touched, begun)) {
            thresholdComparison.compareChanged(
                    kind, Lookup.require(settings, kind.key().account()).thresholdKeys(kind.key()));
            empty.remove(kind.key());
        }
        empty.forEach(thresholdComparison::rememberEmptyKind);
        thresholdComparison.save(latches);
        return thresholdComparison.alerts();
    }

    private List<TargetBalance> touchedKindBalances(Instant at, Map<TargetKey, String> touched, Set<Long> begun) {
        return touched.isEmpty()
                ? List.of()
                : kindBalances(
                        balances.findUnexpired(Set.copyOf(touched.values()), at).stream()
                                .filter(balance -> balance.isValidAt(at) && touched.containsKey(kindKey(balance)))
                                .toList(),
                        begun);
    }

    private ThresholdComparison compareEdits(Instant at, Map<String, Edit> edits, List<PackageBalance> unexpired) {
        var before = new HashMap<String, EffectiveSettings>();
        var after = new HashMap<String, EffectiveSettings>();
        edits.forEach((account, edit) -> {
            before.put(account, new EffectiveSettings(edit.before()));
            after.put(account, new EffectiveSettings(edit.after()));
        });
        var memory = latches.findMemoryOfAccounts(edits.keySet());
        var thresholdComparison = new ThresholdComparison(at, memory);
        thresholdComparison.forget(memory.latchedSilently().stream()
                .filter(thresholdKey -> !Lookup.require(after, thresholdKey.account())
                        .thresholdKeys(thresholdKey.targetKey())
                        .contains(thresholdKey))
                .toList());
        var brought = new HashMap<TargetKey, List<ThresholdKey>>();
        var inValidity =
                unexpired.stream().filter(balance -> balance.isValidAt(at)).toList();
        for (var balance : inValidity) {
            var key = new TargetKey(
                    balance.account(), Lookup.require(after, balance.account()).targetOf(balance));
            brought.computeIfAbsent(key, target -> {
                var marks =
                        new ArrayList<>(Lookup.require(after, target.account()).thresholdKeys(target));
                marks.removeAll(Lookup.require(before, target.account()).thresholdKeys(target));
                return marks;
            });
        }
        brought.values().removeIf(List::isEmpty);
        for (var balance : inValidity) {
            var marks = brought.get(packageKey(balance));
            if (marks != null) {
                thresholdComparison.compareEdited(TargetBalance.of(balance, false), marks);
            }
        }
        for (var kind : kindBalances(
                inValidity.stream()
                        .filter(balance -> brought.containsKey(kindKey(balance)))
                        .toList(),
                Set.of())) {
            thresholdComparison.compareEdited(kind, Lookup.require(brought, kind.key()));
        }
        return thresholdComparison;
    }

    private List<TargetBalance> kindBalances(List<PackageBalance> inValidity, Set<Long> begun) {
        if (inValidity.isEmpty()) {
            return List.of();
        }
        var leftOut = calendar.findExcluded(accountsOf(inValidity));
        return inValidity.stream()
                .collect(Collectors.groupingBy(CrossingDetector::kindKey, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofKind -> TargetBalance.of(ofKind, leftOut, begun))
                .toList();
    }

    private static Stream<WatchedLevel> watchedLevels(
            TargetBalance target, Set<Long> packages, Map<String, EffectiveSettings> settings) {
        var account = target.key().account();
        return Lookup.require(settings, account).thresholdKeys(target.key()).stream()
                .map(thresholdKey -> new WatchedLevel(
                        account, new RemainingLevel(packages, thresholdKey.level(target.totalNodeSeconds()))));
    }

    private Map<String, EffectiveSettings> findEffectiveSettings(Collection<String> accounts) {
        return settingsRepository.findEffective(accounts).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, own -> new EffectiveSettings(own.getValue())));
    }

    private static Predicate<PackageBalance> hasScope(Map<String, EffectiveSettings> settings, UsageAlert.Scope scope) {
        return balance -> Lookup.require(settings, balance.account()).hasScope(scope);
    }

    private static Set<String> accountsOf(Collection<PackageBalance> packages) {
        return packages.stream().map(PackageBalance::account).collect(Collectors.toSet());
    }

    private static TargetKey packageKey(PackageBalance balance) {
        return new TargetKey(balance.account(), Long.toString(balance.id()));
    }

    private static TargetKey kindKey(PackageBalance balance) {
        return new TargetKey(balance.account(), balance.kind().key());
    }
}
