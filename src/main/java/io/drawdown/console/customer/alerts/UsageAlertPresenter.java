package io.drawdown.console.customer.alerts;

import io.drawdown.account.model.Account;
import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.notification.NotificationChannels;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The presenter of the Usage Alert dialog. */
@Component
class UsageAlertPresenter {

    private final UsageAlerts alerts;
    private final NotificationChannels notificationChannels;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;

    UsageAlertPresenter(
            UsageAlerts alerts,
            NotificationChannels notificationChannels,
            CatalogNamesLoader catalogNames,
            Clock clock) {
        this.alerts = alerts;
        this.notificationChannels = notificationChannels;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    CatalogNames names() {
        return catalogNames.load();
    }

    UsageAlert settings(Account account) {
        return alerts.get(account.code());
    }

    /** Saves settings, unless another user has changed them since they were seen. */
    UsageAlerts.SavedUsageAlert save(Account account, UsageAlert seen, UsageAlert alert) {
        return alerts.put(account.code(), seen, alert);
    }

    /** Returns the keys of the targets for which saving would raise an alert. */
    Set<String> alertsRaisedBySaving(Account account, UsageAlert alert) {
        return alerts.preview(account.code(), alert).stream().map(Alert::target).collect(Collectors.toSet());
    }

    List<AlertTarget> targets(Account account, UsageAlert.Scope scope) {
        return alerts.listTargets(account.code(), scope);
    }

    NotificationChannels.ChannelSummary recipients(Account account) {
        return notificationChannels.summarize(account.code());
    }
}
