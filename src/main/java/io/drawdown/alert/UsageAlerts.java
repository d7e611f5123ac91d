package io.drawdown.alert;

import io.drawdown.account.Access;
import io.drawdown.alert.internal.DefaultTable;
import io.drawdown.alert.internal.SettingsTable;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.InTurn;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.Live;
import io.drawdown.quota.PackageBalance;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.Packages;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The settings of usage alerts (R19). */
@Service
public class UsageAlerts {

    private final SettingsTable table;
    private final DefaultTable defaults;
    private final SettingsCheck check;
    private final Crossings crossings;
    private final Raising raising;
    private final PackageBalances balances;
    private final Live live;
    private final Packages packages;
    private final Ledger ledger;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UsageAlerts(
            SettingsTable table,
            DefaultTable defaults,
            SettingsCheck check,
            Crossings crossings,
            Raising raising,
            PackageBalances balances,
            Live live,
            Packages packages,
            Ledger ledger,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.defaults = defaults;
        this.check = check;
        this.crossings = crossings;
        this.raising = raising;
        this.balances = balances;
        this.live = live;
        this.packages = packages;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** An account's settings: its own, or the platform's default until it saves some. */
    @Transactional(readOnly = true)
    public UsageAlert get(String account) {
        access.toRead(account);
        return of(account);
    }

    /**
     * Saves an account's settings. Thresholds that this changes are compared with what remains at once, and those that are
     * crossed are told unless something was told of that target since its remaining last rose (R20).
     *
     * @throws ProblemException naming the fields that can't be so; nothing has been saved then
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public UsageAlert.Saved put(String account, UsageAlert alert) {
        access.toChange(account);
        check.own(account, alert);
        ledger.lock(List.of(account));
        return save(account, alert);
    }

    /**
     * Saves settings that were made from those that somebody has seen, as {@link #put(String, UsageAlert)} does.
     *
     * @throws ProblemException also if others have been saved meanwhile, which this would undo
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public UsageAlert.Saved put(String account, UsageAlert seen, UsageAlert alert) {
        access.toChange(account);
        check.own(account, alert);
        ledger.lock(List.of(account));
        if (!of(account).equals(seen)) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE,
                    "Somebody else has saved other settings since you opened these, so yours were not saved. "
                            + "Cancel, open them again, and make your changes once more.");
        }
        return save(account, alert);
    }

    /**
     * The alerts that saving these settings would raise now, as {@link #put(String, UsageAlert)} finds them, with what running
     * jobs have used up to now. Saves nothing.
     */
    @Transactional(readOnly = true)
    public List<Alert> preview(String account, UsageAlert alert) {
        access.toRead(account);
        var moment = live.of(account);
        var unexpired = balances.unexpired(List.of(account), moment.at()).stream()
                .map(moment::of)
                .toList();
        return crossings.preview(moment.at(), account, new Crossings.Edit(inForce(account), alert), unexpired);
    }

    /** The platform's default; staff's to see. */
    @Transactional(readOnly = true)
    public UsageAlert platform() {
        access.staff();
        return defaults.newest().alert();
    }

    /**
     * Saves the platform's default, an admin's to do. It holds for all accounts that haven't saved settings of their own, as if
     * each of them had been edited: {@link DefaultRollout} moves them to it, within moments.
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public UsageAlert putPlatform(UsageAlert alert) {
        access.admin();
        check.platform(alert);
        var before = defaults.newest();
        if (!before.alert().equals(alert)) {
            defaults.add(before.number(), alert);
            events.publishEvent(
                    new AuditedChange(AuditAction.USAGE_ALERT_DEFAULT_SET, null, "platform", before.alert(), alert));
        }
        return alert;
    }

    /** What alerts can be set for in an account: its packages that haven't expired, or their kinds. */
    @Transactional(readOnly = true)
    public List<WatchedTarget> targets(String account, UsageAlert.Scope scope) {
        access.toRead(account);
        var moment = live.of(account);
        var unexpired = balances.unexpired(List.of(account), moment.at()).stream()
                .map(moment::of)
                .toList();
        return switch (scope) {
            case EACH_PACKAGE -> packages(account, unexpired);
            case SAME_KIND -> crossings.kinds(unexpired, moment.at());
        };
    }

    private List<WatchedTarget> packages(String account, List<PackageBalance> unexpired) {
        var titles = packages.names(
                account,
                unexpired.stream().map(balance -> Long.toString(balance.id())).toList());
        return unexpired.stream()
                .map(balance -> {
                    var id = Long.toString(balance.id());
                    return new WatchedTarget(
                            id,
                            balance.kind(),
                            titles.get(id),
                            balance.remaining(),
                            balance.total(),
                            balance.effectiveAt());
                })
                .toList();
    }

    private UsageAlert.Saved save(String account, UsageAlert alert) {
        var own = table.own(account);
        var before = inForce(account);
        SettingsCheck.number(before, alert);
        if (table.save(account, alert) == 0) {
            return new UsageAlert.Saved(alert, List.of());
        }
        if (own.isEmpty()) {
            defaults.leave(account);
        }
        var alerts = crossings.afterEdit(clock.instant(), Map.of(account, new Crossings.Edit(before, alert)));
        raising.raise(alerts);
        events.publishEvent(new AuditedChange(
                AuditAction.USAGE_ALERT_SET,
                account,
                account,
                AuditedSettings.of(own.isPresent(), before),
                AuditedSettings.of(true, alert)));
        return new UsageAlert.Saved(alert, alerts);
    }

    /** What people have: an account that isn't moved to the newest default yet will be, within moments. */
    private UsageAlert of(String account) {
        return table.own(account).orElseGet(() -> defaults.newest().alert());
    }

    private UsageAlert inForce(String account) {
        return table.inForce(List.of(account)).get(account);
    }

    /**
     * Settings as the audit trail has them.
     *
     * @param own whether they are the account's own, and not the platform's default
     */
    private record AuditedSettings(boolean own, Settings settings) {

        /** Targets by their keys, so that entries hold only those that an edit changed. */
        private record Settings(UsageAlert.Scope scope, AlertSetting standard, Map<String, AlertSetting> targets) {}

        static AuditedSettings of(boolean own, UsageAlert alert) {
            var targets = new LinkedHashMap<String, AlertSetting>();
            alert.targets().forEach(target -> targets.put(target.key(), target.setting()));
            return new AuditedSettings(own, new Settings(alert.scope(), alert.standard(), targets));
        }
    }
}
