package io.drawdown.alert;

import io.drawdown.account.Access;
import io.drawdown.alert.internal.PlatformDefaultRepository;
import io.drawdown.alert.internal.UsageAlertRepository;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.PackageBalances;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageBalance;
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

    private final UsageAlertRepository repository;
    private final PlatformDefaultRepository defaults;
    private final UsageAlertValidator validator;
    private final CrossingDetector crossingDetector;
    private final AlertPublisher publisher;
    private final PackageBalances balances;
    private final LiveBalances liveBalances;
    private final Packages packages;
    private final Ledger ledger;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * Settings as they were saved.
     *
     * @param raisedAlerts the alerts that saving them raised
     */
    public record SavedUsageAlert(UsageAlert alert, List<Alert> raisedAlerts) {}

    UsageAlerts(
            UsageAlertRepository table,
            PlatformDefaultRepository defaults,
            UsageAlertValidator check,
            CrossingDetector crossingDetector,
            AlertPublisher alertPublisher,
            PackageBalances balances,
            LiveBalances liveBalances,
            Packages packages,
            Ledger ledger,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = table;
        this.defaults = defaults;
        this.validator = check;
        this.crossingDetector = crossingDetector;
        this.publisher = alertPublisher;
        this.balances = balances;
        this.liveBalances = liveBalances;
        this.packages = packages;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** An account's settings: its own, or the platform's default until it saves some. */
    @Transactional(readOnly = true)
    public UsageAlert get(String account) {
        access.requireRead(account);
        return findSettings(account);
    }

    /**
     * Saves an account's settings. Thresholds that this changes are compared with what remains at once, and those that are
     * crossed are told unless something was told of that target since its remaining last rose (R20).
     *
     * @throws ProblemException naming the fields that can't be so; nothing has been saved then
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SavedUsageAlert put(String account, UsageAlert alert) {
        access.requireChange(account);
        validator.validateForAccount(account, alert);
        ledger.lock(List.of(account));
        return save(account, alert);
    }

    /**
     * Saves settings that were made from those that somebody has seen, as {@link #put(String, UsageAlert)} does.
     *
     * @throws ProblemException also if others have been saved meanwhile, which this would undo
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SavedUsageAlert put(String account, UsageAlert seen, UsageAlert alert) {
        access.requireChange(account);
        validator.validateForAccount(account, alert);
        ledger.lock(List.of(account));
        if (!findSettings(account).equals(seen)) {
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
        access.requireRead(account);
        var accountSnapshot = liveBalances.snapshot(account);
        var unexpired = balances.findUnexpired(List.of(account), accountSnapshot.at()).stream()
                .map(accountSnapshot::live)
                .toList();
        return crossingDetector.previewEdit(
                accountSnapshot.at(),
                account,
                new CrossingDetector.Edit(findEffectiveSettings(account), alert),
                unexpired);
    }

    /** The platform's default; staff's to see. */
    @Transactional(readOnly = true)
    public UsageAlert getPlatformDefault() {
        access.requireStaff();
        return defaults.findNewest().alert();
    }

    /**
     * Saves the platform's default, an admin's to do. It holds for all accounts that haven't saved settings of their own, as if
     * each of them had been edited: {@link DefaultRollout} moves them to it, within moments.
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public UsageAlert putPlatformDefault(UsageAlert alert) {
        access.requireAdmin();
        validator.validatePlatformDefault(alert);
        var before = defaults.findNewest();
        if (!before.alert().equals(alert)) {
            defaults.add(before.number(), alert);
            events.publishEvent(
                    new AuditedChange(AuditAction.USAGE_ALERT_DEFAULT_SET, null, "platform", before.alert(), alert));
        }
        return alert;
    }

    /** What alerts can be set for in an account: its packages that haven't expired, or their kinds. */
    @Transactional(readOnly = true)
    public List<AlertTarget> listTargets(String account, UsageAlert.Scope scope) {
        access.requireRead(account);
        var accountSnapshot = liveBalances.snapshot(account);
        var unexpired = balances.findUnexpired(List.of(account), accountSnapshot.at()).stream()
                .map(accountSnapshot::live)
                .toList();
        return switch (scope) {
            case EACH_PACKAGE -> packageTargets(account, unexpired);
            case SAME_KIND -> crossingDetector.kindTargets(unexpired, accountSnapshot.at());
        };
    }

    private List<AlertTarget> packageTargets(String account, List<PackageBalance> unexpired) {
        var titles = packages.titlesById(
                account,
                unexpired.stream().map(balance -> Long.toString(balance.id())).toList());
        return unexpired.stream()
                .map(balance -> {
                    var id = Long.toString(balance.id());
                    return new AlertTarget(
                            id,
                            balance.kind(),
                            titles.get(id),
                            balance.remainingNodeSeconds(),
                            balance.totalNodeSeconds(),
                            balance.effectiveAt());
                })
                .toList();
    }

    private SavedUsageAlert save(String account, UsageAlert alert) {
        var own = repository.findOwn(account);
        var before = findEffectiveSettings(account);
        UsageAlertValidator.validateTargetCount(before, alert);
        if (repository.save(account, alert) == 0) {
            return new SavedUsageAlert(alert, List.of());
        }
        if (own.isEmpty()) {
            defaults.unfollow(account);
        }
        var alerts = crossingDetector.detectAfterEdit(
                clock.instant(), Map.of(account, new CrossingDetector.Edit(before, alert)));
        publisher.publish(alerts);
        events.publishEvent(new AuditedChange(
                AuditAction.USAGE_ALERT_SET,
                account,
                account,
                AuditedSettings.of(own.isPresent(), before),
                AuditedSettings.of(true, alert)));
        return new SavedUsageAlert(alert, alerts);
    }

    /** What people have: an account that isn't moved to the newest default yet will be, within moments. */
    private UsageAlert findSettings(String account) {
        return repository.findOwn(account).orElseGet(() -> defaults.findNewest().alert());
    }

    private UsageAlert findEffectiveSettings(String account) {
        return repository.findEffective(List.of(account)).get(account);
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
