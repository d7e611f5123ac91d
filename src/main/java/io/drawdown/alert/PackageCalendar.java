package io.drawdown.alert;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.alert.internal.CalendarEntry;
import io.drawdown.alert.internal.CalendarEntry.What;
import io.drawdown.alert.internal.CalendarTable;
import io.drawdown.alert.internal.LeftOut;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.PackageCreated;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the calendar alone brings to packages: they become effective, will expire soon, and expire (R21). */
@Service
class PackageCalendar {

    private static final List<Integer> DAYS_AHEAD = List.of(7, 3, 1);
    private static final LocalTime TIME_OF_WARNINGS = LocalTime.of(9, 0);

    private final CalendarTable table;
    private final PackageBalances balances;
    private final Crossings crossings;
    private final Raising raising;
    private final Accounts accounts;
    private final Ledger ledger;

    PackageCalendar(
            CalendarTable table,
            PackageBalances balances,
            Crossings crossings,
            Raising raising,
            Accounts accounts,
            Ledger ledger) {
        this.table = table;
        this.balances = balances;
        this.crossings = crossings;
        this.raising = raising;
        this.accounts = accounts;
        this.ledger = ledger;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void born(PackageCreated event) {
        var born = event.created();
        if (born.isValidAt(event.at())) {
            begin(List.of(born), event.at());
        } else if (born.effectiveAt().isAfter(event.at())) {
            table.enter(List.of(new CalendarEntry(born.account(), born.id(), What.EFFECTIVE, 0, born.effectiveAt())));
        }
        raising.raise(crossings.afterBirth(event.at(), born));
        announceNext(born.account());
    }

    /**
     * Lets everything happen that is due, one instant after the other, each as of its own time. What running jobs have drawn by
     * then and what the calendar brings then is one change.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void due(Ledger.Due due) {
        var next = table.next(due.accounts());
        var coming = next.keySet().stream()
                .filter(account -> !next.get(account).isAfter(due.at()))
                .collect(Collectors.toSet());
        var changed = due.changed().stream()
                .collect(Collectors.partitioningBy(balance -> coming.contains(balance.account())));
        if (!changed.get(false).isEmpty()) {
            raising.raise(crossings.afterChange(due.at(), changed.get(false)));
        }
        for (var account : coming) {
            happen(
                    account,
                    next.get(account),
                    changed.get(true).stream()
                            .filter(balance -> balance.account().equals(account))
                            .toList());
            for (var at = table.next(account);
                    at.isPresent() && !at.get().isAfter(due.at());
                    at = table.next(account)) {
                happen(account, at.get(), List.of());
            }
        }
        ledger.dueBy(coming.isEmpty() ? next : table.next(due.accounts()));
    }

    /** Warnings come at nine in the account's zone, and move with it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(Account.Moved event) {
        ledger.lock(List.of(event.account()));
        var warnings = table.warnings(event.account());
        var warned = packagesOf(event.account(), warnings);
        table.strike(warnings);
        table.enter(warnings.stream()
                .map(entry -> warning(warned.get(entry.packageId()), entry.daysAhead(), event.zone()))
                .toList());
        announceNext(event.account());
    }

    private void happen(String account, Instant at, List<PackageBalance> changed) {
        var entries = table.at(account, at);
        table.strike(entries);
        var packages = packagesOf(account, entries);
        var wanted = crossings.enabled(account);
        var alerts = new ArrayList<Alert>();
        var begun = new ArrayList<PackageBalance>();
        var ended = new ArrayList<PackageBalance>();
        for (var entry : entries) {
            var balance = packages.get(entry.packageId());
            switch (entry.what()) {
                case EFFECTIVE -> begun.add(balance);
                case EXPIRING -> {
                    if (wanted.test(balance) && balance.remaining() > 0) {
                        alerts.add(alert(AlertKind.EXPIRING, balance, at));
                    }
                }
                case EXPIRED -> {
                    ended.add(balance);
                    if (wanted.test(balance)) {
                        alerts.add(alert(AlertKind.EXPIRED, balance, at));
                    }
                }
            }
        }
        begin(begun, at);
        var touched = Stream.of(begun, ended, changed)
                .flatMap(List::stream)
                .distinct()
                .toList();
        alerts.addAll(crossings.afterCalendar(
                at, touched, begun.stream().map(PackageBalance::id).collect(Collectors.toSet())));
        raising.raise(alerts);
    }

    /** From their first instant on, packages of an account take part in the totals of their kinds, and are going to expire. */
    private void begin(List<PackageBalance> begun, Instant at) {
        if (begun.isEmpty()) {
            return;
        }
        var account = begun.getFirst().account();
        var usedUp = balances.unexpired(List.of(account), at).stream()
                .filter(balance -> balance.isValidAt(at) && balance.remaining() == 0)
                .collect(Collectors.groupingBy(PackageBalance::kind));
        table.leaveOut(begun.stream()
                .flatMap(newest -> usedUp.getOrDefault(newest.kind(), List.of()).stream()
                        .map(old -> new LeftOut(account, newest.id(), old.id())))
                .toList());
        var zone = accounts.current(account).zone();
        table.enter(begun.stream()
                .flatMap(balance -> Stream.concat(
                        DAYS_AHEAD.stream().map(days -> warning(balance, days, zone)),
                        Stream.of(new CalendarEntry(account, balance.id(), What.EXPIRED, 0, balance.expiresAt()))))
                .filter(entry -> entry.dueAt().isAfter(at))
                .toList());
    }

    private Map<Long, PackageBalance> packagesOf(String account, List<CalendarEntry> entries) {
        return balances
                .of(account, entries.stream().map(CalendarEntry::packageId).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(PackageBalance::id, balance -> balance));
    }

    private void announceNext(String account) {
        table.next(account).ifPresent(next -> ledger.dueBy(account, next));
    }

    private static Alert alert(AlertKind kind, PackageBalance balance, Instant at) {
        return new Alert(
                balance.account(),
                kind,
                Long.toString(balance.id()),
                balance.kind(),
                null,
                balance.remaining(),
                balance.total(),
                null,
                null,
                balance.expiresAt(),
                at);
    }

    /** Days are counted back from the last day of the validity, as people in the account's zone read it. */
    private static CalendarEntry warning(PackageBalance balance, int daysAhead, ZoneId zone) {
        var lastDay = balance.expiresAt().minusSeconds(1).atZone(zone).toLocalDate();
        var at = lastDay.minusDays(daysAhead)
                .atTime(TIME_OF_WARNINGS)
                .atZone(zone)
                .toInstant();
        return new CalendarEntry(balance.account(), balance.id(), What.EXPIRING, daysAhead, at);
    }
}
