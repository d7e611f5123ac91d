package io.drawdown.alert;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.alert.internal.CalendarEntry;
import io.drawdown.alert.internal.CalendarEntry.EventType;
import io.drawdown.alert.internal.ExcludedPackage;
import io.drawdown.alert.internal.PackageCalendarRepository;
import io.drawdown.base.Lookup;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.PackageCreated;
import io.drawdown.quota.packages.PackageBalance;
import io.drawdown.quota.spi.ScheduledWork;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Carries out the dated events of packages: they become effective, are about to expire, and expire (R21). */
@Service
class PackageCalendar implements ScheduledWork {

    private static final List<Integer> WARNING_DAYS_AHEAD = List.of(7, 3, 1);
    private static final LocalTime WARNING_TIME = LocalTime.of(9, 0);

    private final PackageCalendarRepository repository;
    private final PackageBalances balances;
    private final CrossingDetector crossingDetector;
    private final AlertPublisher publisher;
    private final Accounts accounts;
    private final Ledger ledger;

    PackageCalendar(
            PackageCalendarRepository repository,
            PackageBalances balances,
            CrossingDetector crossingDetector,
            AlertPublisher publisher,
            Accounts accounts,
            Ledger ledger) {
        this.repository = repository;
        this.balances = balances;
        this.crossingDetector = crossingDetector;
        this.publisher = publisher;
        this.accounts = accounts;
        this.ledger = ledger;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onPackageCreated(PackageCreated event) {
        var born = event.created();
        if (born.isValidAt(event.at())) {
            startValidity(List.of(born), event.at());
        } else if (born.effectiveAt().isAfter(event.at())) {
            repository.insert(
                    List.of(new CalendarEntry(born.account(), born.id(), EventType.EFFECTIVE, 0, born.effectiveAt())));
        }
        publisher.publish(crossingDetector.detectAfterCreation(event.at(), born));
        scheduleNext(born.account());
    }

    /**
     * Carries out everything due, instant by instant. The draw-down of running jobs up to the first instant and the
     * calendar's events at it count as one change.
     */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void runDue(Set<String> accounts, Instant at, List<PackageBalance> changedBalances) {
        var next = repository.findNextDue(accounts);
        var coming = next.entrySet().stream()
                .filter(due -> !due.getValue().isAfter(at))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var changedOnly = changedBalances.stream()
                .filter(balance -> !coming.containsKey(balance.account()))
                .toList();
        if (!changedOnly.isEmpty()) {
            publisher.publish(crossingDetector.detectAfterChange(at, changedOnly));
        }
        coming.forEach((account, due) -> {
            applyEntries(
                    account,
                    due,
                    changedBalances.stream()
                            .filter(balance -> balance.account().equals(account))
                            .toList());
            for (var later = repository.findNextDue(account);
                    later.isPresent() && !later.get().isAfter(at);
                    later = repository.findNextDue(account)) {
                applyEntries(account, later.get(), List.of());
            }
        });
        ledger.scheduleAt(coming.isEmpty() ? next : repository.findNextDue(accounts));
    }

    /** Reschedules the expiry warnings of an account, which are due at 09:00 in its zone. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void onZoneChanged(Account.ZoneChanged event) {
        ledger.lock(List.of(event.account()));
        var warnings = repository.findWarnings(event.account());
        var warned = findPackages(event.account(), warnings);
        repository.delete(warnings);
        repository.insert(warnings.stream()
                .map(entry -> createWarning(Lookup.require(warned, entry.packageId()), entry.daysAhead(), event.zone()))
                .toList());
        scheduleNext(event.account());
    }

    private void applyEntries(String account, Instant at, List<PackageBalance> changed) {
        var entries = repository.findDueAt(account, at);
        repository.delete(entries);
        var packages = findPackages(account, entries);
        var wanted = crossingDetector.alertEnabledFilter(account);
        var alerts = new ArrayList<Alert>();
        var begun = new ArrayList<PackageBalance>();
        var ended = new ArrayList<PackageBalance>();
        for (var entry : entries) {
            var balance = Lookup.require(packages, entry.packageId());
            switch (entry.eventType()) {
                case EFFECTIVE -> begun.add(balance);
                case EXPIRING -> {
                    if (wanted.test(balance) && balance.remainingNodeSeconds() > 0) {
                        alerts.add(createAlert(AlertKind.EXPIRING, balance, at));
                    }
                }
                case EXPIRED -> {
                    ended.add(balance);
                    if (wanted.test(balance)) {
                        alerts.add(createAlert(AlertKind.EXPIRED, balance, at));
                    }
                }
            }
        }
        startValidity(begun, at);
        var touched = Stream.of(begun, ended, changed)
                .flatMap(List::stream)
                .distinct()
                .toList();
        alerts.addAll(crossingDetector.detectAfterCalendar(
                at, touched, begun.stream().map(PackageBalance::id).collect(Collectors.toSet())));
        publisher.publish(alerts);
    }

    /**
     * Excludes used-up packages from the totals of the new packages' kinds, and schedules warnings and expiry of the
     * new packages.
     */
    private void startValidity(List<PackageBalance> begun, Instant at) {
        if (begun.isEmpty()) {
            return;
        }
        var account = begun.getFirst().account();
        var usedUp = balances.findUnexpired(List.of(account), at).stream()
                .filter(balance -> balance.isValidAt(at) && balance.remainingNodeSeconds() == 0)
                .collect(Collectors.groupingBy(PackageBalance::kind));
        repository.exclude(begun.stream()
                .flatMap(newest -> usedUp.getOrDefault(newest.kind(), List.of()).stream()
                        .map(old -> new ExcludedPackage(account, newest.id(), old.id())))
                .toList());
        var zone = accounts.current(account).zone();
        repository.insert(begun.stream()
                .flatMap(balance -> Stream.concat(
                        WARNING_DAYS_AHEAD.stream().map(days -> createWarning(balance, days, zone)),
                        Stream.of(new CalendarEntry(account, balance.id(), EventType.EXPIRED, 0, balance.expiresAt()))))
                .filter(entry -> entry.dueAt().isAfter(at))
                .toList());
    }

    private Map<Long, PackageBalance> findPackages(String account, List<CalendarEntry> entries) {
        return balances
                .findByIds(
                        account, entries.stream().map(CalendarEntry::packageId).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(PackageBalance::id, balance -> balance));
    }

    private void scheduleNext(String account) {
        repository.findNextDue(account).ifPresent(next -> ledger.scheduleAt(account, next));
    }

    private static Alert createAlert(AlertKind kind, PackageBalance balance, Instant at) {
        return new Alert(
                balance.account(),
                kind,
                Long.toString(balance.id()),
                balance.kind(),
                null,
                balance.remainingNodeSeconds(),
                balance.totalNodeSeconds(),
                null,
                null,
                balance.expiresAt(),
                at);
    }

    /** Creates a warning. Days are counted back from the last day of the validity in the account's zone. */
    private static CalendarEntry createWarning(PackageBalance balance, int daysAhead, ZoneId zone) {
        var lastDay = balance.expiresAt().minusSeconds(1).atZone(zone).toLocalDate();
        var at = lastDay.minusDays(daysAhead).atTime(WARNING_TIME).atZone(zone).toInstant();
        return new CalendarEntry(balance.account(), balance.id(), EventType.EXPIRING, daysAhead, at);
    }
}
