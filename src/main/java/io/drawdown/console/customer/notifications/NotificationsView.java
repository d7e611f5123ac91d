package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.notification.Inbox;
import io.drawdown.quota.Packages;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

@Route("notifications")
@PageTitle("Notifications · Drawdown")
@Menu(title = "Notifications", order = 20)
@PermitAll
class NotificationsView extends AccountPage {

    private final CurrentAccount currentAccount;
    private final Inbox inbox;
    private final UnreadCounts counts;
    private final Packages packages;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;

    NotificationsView(
            CurrentAccount currentAccount,
            Inbox inbox,
            UnreadCounts counts,
            Packages packages,
            CatalogNamesLoader catalogNames,
            Clock clock) {
        super("Notifications", currentAccount);
        this.currentAccount = currentAccount;
        this.inbox = inbox;
        this.counts = counts;
        this.packages = packages;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var notificationText = new NotificationText(catalogNames.load(), account, accountParameters(), clock);
        var address = entered.getLocation().getQueryParameters();
        var list = new NotificationList(
                inbox, packages, notificationText, address, currentAccount.mayChange(), this::recountUnread);
        var unread = inbox.countUnread(account.code());
        var markAll = new Button("Mark all as read", click -> list.markAllRead());
        markAll.setVisible(unread > 0);
        if (currentAccount.mayChange()) {
            header().setActions(markAll);
        }
        counts.watch(list, account.code(), unread, now -> {
            markAll.setVisible(now > 0);
            list.refresh();
        });
        add(new InboxViewLinks(NotificationsView.class, accountParameters()), list);
    }

    private void recountUnread() {
        counts.recount(UI.getCurrent());
    }
}
