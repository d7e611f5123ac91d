package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import java.time.Clock;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** Creates the card with the latest notifications of a package for the package's page. */
@Component
public class RecentNotifications {

    private static final int MAX_SHOWN = 3;

    private final Inbox inbox;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;

    RecentNotifications(Inbox inbox, CatalogNamesLoader catalogNames, Clock clock) {
        this.inbox = inbox;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    /** Returns a card with the newest notifications of a package and a link to all of them; empty if there are none. */
    public Optional<Card> cardFor(Account account, String packageId, QueryParameters accountParameters) {
        var filter = new NotificationFilter(null, null, packageId);
        var found = inbox.list(account.code(), filter);
        var newest = found.rows(0, MAX_SHOWN, Sort.unsorted());
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        var notificationText = new NotificationText(catalogNames.load(), account, accountParameters, clock);
        var list = new UnorderedList();
        list.addClassName("recent-notifications");
        newest.forEach(told -> list.add(item(told, notificationText)));
        var all = new Anchor(
                PageAddress.of("notifications", accountParameters.merging(InboxFilters.PACKAGE, packageId)),
                "All notifications of this package");
        return Optional.of(new Card("Notifications", list, new Div(all)));
    }

    private static ListItem item(Notification told, NotificationText notificationText) {
        var words = new Div(new Span("It " + notificationText.eventText(told)), notificationText.timeOf(told));
        words.addClassName("words");
        return new ListItem(AlertKindLabels.badge(told.kind()), words);
    }
}
