package io.drawdown.console.customer.notifications;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.notification.NotificationChannels;
import io.drawdown.notification.email.Recipients;
import io.drawdown.notification.webhook.Webhooks;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

@Route("notifications/settings")
@PageTitle("E-mail and Webhooks · Notifications · Drawdown")
@PermitAll
class ChannelsView extends AccountPage {

    private final CurrentAccount currentAccount;
    private final NotificationChannels notificationChannels;
    private final Recipients recipients;
    private final Webhooks webhooks;
    private final WebhookTestRunner testRunner;
    private final Clock clock;

    ChannelsView(
            CurrentAccount currentAccount,
            NotificationChannels notificationChannels,
            Recipients recipients,
            Webhooks webhooks,
            WebhookTestRunner testRunner,
            Clock clock) {
        super("Notifications", currentAccount);
        this.currentAccount = currentAccount;
        this.notificationChannels = notificationChannels;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.testRunner = testRunner;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var mailConfigured = notificationChannels.summarize(account.code()).mailConfigured();
        add(
                new InboxViewLinks(ChannelsView.class, accountParameters()),
                new RecipientsCard(recipients, account, mailConfigured, currentAccount.mayChange(), clock),
                new WebhooksCard(webhooks, testRunner, account, currentAccount.mayChange(), clock));
    }
}
