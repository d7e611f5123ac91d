package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.notification.NotificationChannels;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates the buttons that open the Usage Alert dialog. */
@Component
public class UsageAlertButtons {

    private final UsageAlerts alerts;
    private final NotificationChannels notificationChannels;
    private final CatalogNamesLoader catalogNames;
    private final CurrentAccount currentAccount;
    private final Clock clock;

    UsageAlertButtons(
            UsageAlerts alerts,
            NotificationChannels notificationChannels,
            CatalogNamesLoader catalogNames,
            CurrentAccount currentAccount,
            Clock clock) {
        this.alerts = alerts;
        this.notificationChannels = notificationChannels;
        this.catalogNames = catalogNames;
        this.currentAccount = currentAccount;
        this.clock = clock;
    }

    /** Creates a button for an account. The consumer receives the notice to show after saving. */
    public Button createButton(Account account, QueryParameters accountParameters, Consumer<Notice> told) {
        return create(account, accountParameters, null, told);
    }

    /** Creates a button for an account on the page of one of its packages, to which the dialog scrolls. */
    public Button createButton(
            Account account, QueryParameters accountParameters, ResourcePackage about, Consumer<Notice> told) {
        return create(account, accountParameters, about, told);
    }

    private Button create(
            Account account,
            QueryParameters accountParameters,
            @Nullable ResourcePackage about,
            Consumer<Notice> told) {
        return new Button(
                "Usage Alert",
                click -> new UsageAlertDialog(
                                alerts,
                                account,
                                notificationChannels.summarize(account.code()),
                                new AlertTargetNames(catalogNames.load(), accountParameters),
                                currentAccount.mayChange(),
                                about,
                                clock,
                                told)
                        .open());
    }
}
