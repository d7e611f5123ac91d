package io.drawdown.console.notifications;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.UnreadCounts;
import io.drawdown.notification.Inbox;
import io.drawdown.quota.Packages;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

@Route("notifications")
@PageTitle("Notifications · Drawdown")
@Menu(title = "Notifications", order = 20)
@PermitAll
class NotificationsView extends AccountPage {

    private final CurrentAccount current;
    private final Inbox inbox;
    private final UnreadCounts counts;
    private final Packages packages;
    private final Catalog catalog;
    private final Clock clock;

    NotificationsView(
            CurrentAccount current, Inbox inbox, UnreadCounts counts, Packages packages, Catalog catalog, Clock clock) {
        super("Notifications", current);
        this.current = current;
        this.inbox = inbox;
        this.counts = counts;
        this.packages = packages;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var telling = new Telling(CatalogNames.of(catalog), account, sameAccount(), clock);
        var filter = InboxFilters.of(entered.getLocation().getQueryParameters());
        var list = new NotificationList(inbox, packages, telling, filter, current.mayChange(), this::recount);
        var unread = inbox.unread(account.code());
        var markAll = new Button("Mark all as read", click -> list.markAll());
        markAll.setVisible(unread > 0);
        if (current.mayChange()) {
            header().setActions(markAll);
        }
        counts.watch(list, account.code(), unread, now -> {
            markAll.setVisible(now > 0);
            list.refresh();
        });
        add(new InboxViews(NotificationsView.class, sameAccount()), list);
    }

    private void recount() {
        counts.recount(UI.getCurrent());
    }
}
