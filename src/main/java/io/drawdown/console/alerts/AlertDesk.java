package io.drawdown.console.alerts;

import io.drawdown.account.Account;
import io.drawdown.alert.Alert;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.WatchedTarget;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.CatalogNames;
import io.drawdown.notification.Channels;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the dialog asks of the services. */
@Component
class AlertDesk {

    private final UsageAlerts alerts;
    private final Channels channels;
    private final Catalog catalog;
    private final Clock clock;

    AlertDesk(UsageAlerts alerts, Channels channels, Catalog catalog, Clock clock) {
        this.alerts = alerts;
        this.channels = channels;
        this.catalog = catalog;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    CatalogNames names() {
        return CatalogNames.of(catalog);
    }

    UsageAlert settings(Account account) {
        return alerts.get(account.code());
    }

    /** Saves settings, unless somebody else has saved others since these were seen. */
    UsageAlert.Saved save(Account account, UsageAlert seen, UsageAlert alert) {
        return alerts.put(account.code(), seen, alert);
    }

    /** The keys of the targets that saving these settings would tell of. */
    Set<String> toldBySaving(Account account, UsageAlert alert) {
        return alerts.preview(account.code(), alert).stream().map(Alert::target).collect(Collectors.toSet());
    }

    List<WatchedTarget> targets(Account account, UsageAlert.Scope scope) {
        return alerts.targets(account.code(), scope);
    }

    Channels.ToldBy toldBy(Account account) {
        return channels.of(account.code());
    }
}
