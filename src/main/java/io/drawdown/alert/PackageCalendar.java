package io.drawdown.alert;

import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.alert.internal.CalendarEntry;
import io.drawdown.alert.internal.CalendarEntry.What;
import io.drawdown.alert.internal.CalendarTable;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.PackageCreated;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            CalendarTable table, PackageBalances balances, Crossings crossings, Raising raising, Accounts accounts, Ledger ledger) {
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
            begin(born, event.at());
        } else if (born.effectiveAt().isAfter(event.at())) {
            table.enter(List.of(new CalendarEntry(born.account(), born.id(), What.EFFECTIVE, 0, born.effectiveAt())));
        }
        raising.raise(crossings.afterBirth(event.at(), born));
        announceNext(born.account());
    }

    /** Lets everything happen that is due, one instant after the other, each as of its own time. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void due(Ledger.Due due) {
        for (var next = table.next(due.account()); next.isPresent() && !next.get().isAfter(due.until()); next = table.next(due.account())) {
            happen(due.account(), next.get());
        }
        announceNext(due.account());
    }

    /** Warnings come at nine in the account's zone, and move with it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(Account.Moved event) {
        ledger.lock(List.of(event.account()));
        var warnings = table.warnings(event.account());
        table.strike(warnings);
        table.enter(warnings.stream()
                .map(entry -> warning(balances.get(entry.account(), entry.packageId()), entry.daysAhead(), event.zone()))
                .toList());
        announceNext(event.account());
    }

    private void happen(String account, Instant at) {
        var entries = table.at(account, at);
        table.strike(entries);
        var alerts = new ArrayList<Alert>();
        var touched = new ArrayList<PackageBalance>();
        var begun = entries.stream().filter(entry -> entry.what() == What.EFFECTIVE).map(CalendarEntry::packageId).toList();
        for (var entry : entries) {
            var balance = balances.get(account, entry.packageId());
            switch (entry.what()) {
                case EFFECTIVE -> {
                    begin(balance, at);
                    touched.add(balance);
                }
                case EXPIRING -> alerts.addAll(warn(balance, at));
                case EXPIRED -> {
                    alerts.addAll(tell(AlertKind.EXPIRED, balance, at));
                    touched.add(balance);
                }
            }
        }
        alerts.addAll(crossings.afterCalendar(at, touched, Set.copyOf(begun)));
        raising.raise(alerts);
    }

    /** From its first instant on, a package takes part in the total of its kind, and is going to expire. */
    private void begin(PackageBalance begun, Instant at) {
        var ofKind = balances.unexpired(List.of(begun.account()), at).stream()
                .filter(balance -> balance.isValidAt(at) && balance.kind().equals(begun.kind()))
                .toList();
        if (ofKind.stream().noneMatch(balance -> balance.effectiveAt().isAfter(begun.effectiveAt()))) {
            table.leaveOut(begun.account(), ids(ofKind.stream()), ids(ofKind.stream().filter(balance -> balance.remaining() == 0)));
        }
        var zone = accounts.findAll(List.of(begun.account())).get(begun.account()).zone();
        table.enter(Stream.concat(
                        DAYS_AHEAD.stream().map(days -> warning(begun, days, zone)),
                        Stream.of(new CalendarEntry(begun.account(), begun.id(), What.EXPIRED, 0, begun.expiresAt())))
                .filter(entry -> entry.dueAt().isAfter(at))
                .toList());
    }

    private void announceNext(String account) {
        table.next(account).ifPresent(next -> ledger.dueBy(account, next));
    }

    private List<Alert> warn(PackageBalance balance, Instant at) {
        return balance.remaining() == 0 ? List.of() : tell(AlertKind.EXPIRING, balance, at);
    }

    private List<Alert> tell(AlertKind kind, PackageBalance balance, Instant at) {
        return crossings.isEnabled(balance)
                ? List.of(new Alert(balance.account(), kind, Long.toString(balance.id()), balance.kind(), null, balance.remaining(),
                        balance.total(), null, null, balance.expiresAt(), at))
                : List.of();
    }

    /** Days are counted back from the last day of the validity, as people in the account's zone read it. */
    private static CalendarEntry warning(PackageBalance balance, int daysAhead, ZoneId zone) {
        var lastDay = balance.expiresAt().minusSeconds(1).atZone(zone).toLocalDate();
        var at = lastDay.minusDays(daysAhead).atTime(TIME_OF_WARNINGS).atZone(zone).toInstant();
        return new CalendarEntry(balance.account(), balance.id(), What.EXPIRING, daysAhead, at);
    }

    private static List<Long> ids(Stream<PackageBalance> packages) {
        return packages.map(PackageBalance::id).toList();
    }
}
