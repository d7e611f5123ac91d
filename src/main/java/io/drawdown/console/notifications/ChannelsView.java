package io.drawdown.console.notifications;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CurrentAccount;
import io.drawdown.notification.Channels;
import io.drawdown.notification.Recipients;
import io.drawdown.notification.Webhooks;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

@Route("notifications/settings")
@PageTitle("E-mail and webhooks · Drawdown")
@PermitAll
class ChannelsView extends AccountPage {

    private final CurrentAccount current;
    private final Channels channels;
    private final Recipients recipients;
    private final Webhooks webhooks;
    private final WebhookTests tests;
    private final Clock clock;

    ChannelsView(
            CurrentAccount current,
            Channels channels,
            Recipients recipients,
            Webhooks webhooks,
            WebhookTests tests,
            Clock clock) {
        super("Notifications", current);
        this.current = current;
        this.channels = channels;
        this.recipients = recipients;
        this.webhooks = webhooks;
        this.tests = tests;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var mailConfigured = channels.of(account.code()).mailConfigured();
        add(
                new InboxViews(ChannelsView.class, sameAccount()),
                new RecipientsCard(recipients, account, mailConfigured, current.mayChange(), clock),
                new WebhooksCard(webhooks, tests, account, current.mayChange(), clock));
    }
}
