package io.drawdown.alert;

import io.drawdown.account.Access;
import io.drawdown.alert.internal.PlatformDefaultRepository;
import io.drawdown.alert.internal.UsageAlertRepository;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Lookup;
import io.drawdown.base.Precondition;
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
     * Settings that were saved.
     *
     * @param raisedAlerts the alerts that saving them raised
     */
    public record SavedUsageAlert(UsageAlert alert, List<Alert> raisedAlerts) {}

    UsageAlerts(
            UsageAlertRepository repository,
            PlatformDefaultRepository defaults,
            UsageAlertValidator validator,
            CrossingDetector crossingDetector,
            AlertPublisher publisher,
            PackageBalances balances,
            LiveBalances liveBalances,
            Packages packages,
            Ledger ledger,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.defaults = defaults;
        this.validator = validator;
        this.crossingDetector = crossingDetector;
        this.publisher = publisher;
        this.balances = balances;
        this.liveBalances = liveBalances;
        this.packages = packages;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** Returns an account's settings, or the platform's default if it has saved none. */
    @Transactional(readOnly = true)
    public UsageAlert get(String account) {
        access.requireRead(account);
        return findSettings(account);
    }

    /**
     * Saves an account's settings. Compares changed thresholds with the balances at once. Those that are crossed
     * raise alerts, unless the target raised one since its balance last rose (R20).
     *
     * @throws ProblemException naming the invalid fields; nothing is saved then
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SavedUsageAlert put(String account, UsageAlert alert) {
        return replace(account, alert, Precondition.none());
    }

    /**
     * Saves settings like {@link #put(String, UsageAlert)}, provided that the current ones, those of the platform's
     * default if the account has saved none, meet a precondition.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SavedUsageAlert putIf(String account, UsageAlert alert, Precondition<UsageAlert> precondition) {
        return replace(account, alert, precondition);
    }

    /**
     * Saves settings like {@link #put(String, UsageAlert)}, provided that the current ones are those that the caller
     * has seen.
     *
     * @throws ProblemException also if the settings were changed in the meantime
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public SavedUsageAlert put(String account, UsageAlert seen, UsageAlert alert) {
        return replace(account, alert, current -> {
            if (!seen.equals(current)) {
                throw new ProblemException(
                        ProblemType.CHANGED_MEANWHILE,
                        "Someone else has saved other settings since you opened these, so yours were not saved."
                                + " Cancel, open them again and make your changes again.");
            }
        });
    }

    /**
     * Returns the alerts that {@link #put(String, UsageAlert)} would raise now, taking the usage of running jobs into
     * account. Saves nothing.
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

    /** Returns the platform's default. Requires staff. */
    @Transactional(readOnly = true)
    public UsageAlert getPlatformDefault() {
        access.requireStaff();
        return defaults.findNewest().alert();
    }

    /**
     * Saves the platform's default. Requires an admin. It applies to every account without settings of its own, as if
     * each had edited its settings; {@link DefaultRollout} moves the accounts shortly afterwards.
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public UsageAlert putPlatformDefault(UsageAlert alert) {
        return replacePlatformDefault(alert, Precondition.none());
    }

    /**
     * Saves the platform's default like {@link #putPlatformDefault}, provided that the current one meets a
     * precondition.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public UsageAlert putPlatformDefaultIf(UsageAlert alert, Precondition<UsageAlert> precondition) {
        return replacePlatformDefault(alert, precondition);
    }

    /** Of two writers at once, the primary key of the versions lets one through, and the other tries again. */
    private UsageAlert replacePlatformDefault(UsageAlert alert, Precondition<UsageAlert> precondition) {
        access.requireAdmin();
        validator.validatePlatformDefault(alert);
        var before = defaults.findNewest();
        precondition.check(before.alert());
        if (!before.alert().equals(alert)) {
            defaults.add(before.number(), alert);
            events.publishEvent(
                    new AuditedChange(AuditAction.USAGE_ALERT_DEFAULT_SET, null, "platform", before.alert(), alert));
        }
        return alert;
    }

    /** Returns the possible targets in an account: its unexpired packages, or their kinds. */
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

    private SavedUsageAlert replace(String account, UsageAlert alert, Precondition<UsageAlert> precondition) {
        access.requireChange(account);
        validator.validateForAccount(account, alert);
        ledger.lock(List.of(account));
        precondition.check(findSettings(account));
        return save(account, alert);
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

    /**
     * Returns the settings to show. An account that doesn't follow the newest default yet will be moved to it
     * shortly.
     */
    private UsageAlert findSettings(String account) {
        return repository.findOwn(account).orElseGet(() -> defaults.findNewest().alert());
    }

    private UsageAlert findEffectiveSettings(String account) {
        return Lookup.require(repository.findEffective(List.of(account)), account);
    }

    /**
     * Settings in the form that the audit trail records.
     *
     * @param own whether they are the account's own and not the platform's default
     */
    private record AuditedSettings(boolean own, Settings settings) {

        /** Targets by key, so that an audit entry lists only those that an edit changed. */
        private record Settings(UsageAlert.Scope scope, AlertSetting standard, Map<String, AlertSetting> targets) {}

        static AuditedSettings of(boolean own, UsageAlert alert) {
            var targets = new LinkedHashMap<String, AlertSetting>();
            alert.targets().forEach(target -> targets.put(target.key(), target.setting()));
            return new AuditedSettings(own, new Settings(alert.scope(), alert.standard(), targets));
        }
    }
}
