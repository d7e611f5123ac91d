package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.Packages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;

/** An account's notifications, newest first, with their filters. The address follows the filters. */
class NotificationList extends Div {

    private static final int PAGE_SIZE = 50;

    private final Inbox inbox;
    private final NotificationText text;
    private final boolean mayMark;
    private final Runnable marked;
    private final InboxFilters filters;
    private final Div problem = new Div();
    private final UnorderedList list = new UnorderedList();
    private final List<NotificationItem> items = new ArrayList<>();
    private final Button older = new Button("", click -> showOlder());
    private final Div emptyArea = new Div();
    private int shownLimit = PAGE_SIZE;

    /**
     * Creates a list of the notifications that match the filters of an address. The runnable is called when one was marked as read,
     * and must refresh the list.
     */
    NotificationList(
            Inbox inbox,
            Packages packages,
            NotificationText text,
            QueryParameters address,
            boolean mayMark,
            Runnable marked) {
        this.inbox = inbox;
        this.text = text;
        this.mayMark = mayMark;
        this.marked = marked;
        addClassName("tab-content");
        filters = new InboxFilters(packages, text.account().code(), text.accountParameters());
        filters.bar().open(address);
        filters.bar().onChange(this::showFiltered);
        list.addClassName("notifications");
        add(problem, filters.bar(), list, older, emptyArea);
        refresh();
    }

    /** Shows the current notifications. Items that stay are kept. */
    void refresh() {
        var found = inbox.list(text.account().code(), filters.toFilter());
        var count = found.count();
        show(found.rows(0, shownLimit, Sort.unsorted()));
        filters.bar().setCount(count);
        list.setVisible(count > 0);
        older.setVisible(count > shownLimit);
        older.setText("Show " + Format.count(Math.min(PAGE_SIZE, count - shownLimit)) + " older");
        emptyArea.removeAll();
        if (count == 0) {
            emptyArea.add(emptyState());
        }
    }

    private void show(List<Notification> rows) {
        var ids = rows.stream().map(Notification::id).collect(Collectors.toSet());
        items.stream()
                .filter(item -> !ids.contains(item.notification().id()))
                .forEach(NotificationItem::removeFromParent);
        items.removeIf(item -> !ids.contains(item.notification().id()));
        var known = items.stream()
                .collect(Collectors.toMap(item -> item.notification().id(), Function.identity()));
        for (var position = 0; position < rows.size(); position++) {
            var row = rows.get(position);
            var item = known.get(row.id());
            if (item == null) {
                item = new NotificationItem(row, text, mayMark, this::markRead);
                items.add(position, item);
                list.addComponentAtIndex(position, item);
            } else {
                item.show(row);
            }
        }
    }

    private void markRead(NotificationItem item) {
        if (!item.isUnread()) {
            return;
        }
        var position = items.indexOf(item);
        if (attempt(
                () -> inbox.markRead(text.account().code(), item.notification().id()))) {
            focusItem(items.contains(item) ? position + 1 : position);
        }
    }

    /** Marks all notifications of the account as read, including those not shown. */
    void markAllRead() {
        attempt(() -> inbox.markAllRead(text.account().code()));
    }

    private boolean attempt(Runnable marking) {
        problem.removeAll();
        try {
            marking.run();
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
            return false;
        }
        marked.run();
        return true;
    }

    private void focusItem(int position) {
        if (!items.isEmpty()) {
            items.get(Math.min(position, items.size() - 1)).focus();
        }
    }

    private void showOlder() {
        var first = items.size();
        shownLimit += PAGE_SIZE;
        refresh();
        focusItem(first);
    }

    private void showFiltered() {
        shownLimit = PAGE_SIZE;
        refresh();
    }

    private EmptyState emptyState() {
        if (filters.bar().isUnfiltered()) {
            return new EmptyState(
                    "No notifications yet",
                    "You are notified here when a quota reaches a threshold or is used up, and when a package"
                            + " expires.");
        }
        return filters.toFilter().equals(new NotificationFilter(true, null, null))
                ? new EmptyState(
                        "No unread notifications",
                        "All notifications have been read.",
                        new Button(
                                "Show all notifications", click -> filters.bar().clear()))
                : filters.bar().noMatches();
    }
}
