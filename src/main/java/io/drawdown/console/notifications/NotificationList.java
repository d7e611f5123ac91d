package io.drawdown.console.notifications;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.UnorderedList;
import io.drawdown.base.ProblemException;
import io.drawdown.console.Address;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.Notification;
import io.drawdown.notification.NotificationFilter;
import io.drawdown.quota.Packages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;

/** An account's notifications, the newest first, and what narrows them; the address follows the filters. */
class NotificationList extends Div {

    private static final int AT_ONCE = 50;

    private final Inbox inbox;
    private final Telling telling;
    private final boolean mayMark;
    private final Runnable marked;
    private final InboxFilterBar bar;
    private final Div problem = new Div();
    private final UnorderedList list = new UnorderedList();
    private final List<NotificationItem> items = new ArrayList<>();
    private final Button older = new Button("", click -> showOlder());
    private final Div nothing = new Div();
    private NotificationFilter filter;
    private int most = AT_ONCE;

    /** The notifications that a filter lets through; whoever is told that one was marked as read refreshes the list. */
    NotificationList(
            Inbox inbox,
            Packages packages,
            Telling telling,
            NotificationFilter filter,
            boolean mayMark,
            Runnable marked) {
        this.inbox = inbox;
        this.telling = telling;
        this.mayMark = mayMark;
        this.marked = marked;
        addClassName("tab-content");
        bar = new InboxFilterBar(packages, telling.account().code(), filter, this::filtered);
        this.filter = bar.filter();
        list.addClassName("notifications");
        add(problem, bar, list, older, nothing);
        refresh();
    }

    /** Shows what is there now, in place: what stays on the page isn't touched. */
    void refresh() {
        var found = inbox.list(telling.account().code(), filter);
        var count = found.count();
        show(found.rows(0, most, Sort.unsorted()));
        bar.setCount(count);
        bar.setVisible(count > 0 || !filter.equals(NotificationFilter.ALL));
        list.setVisible(count > 0);
        older.setVisible(count > most);
        older.setText("Show " + Format.count(Math.min(AT_ONCE, count - most)) + " older");
        nothing.removeAll();
        if (count == 0) {
            nothing.add(nothing());
        }
    }

    private void show(List<Notification> rows) {
        var ids = rows.stream().map(Notification::id).collect(Collectors.toSet());
        items.stream().filter(item -> !ids.contains(item.told().id())).forEach(NotificationItem::removeFromParent);
        items.removeIf(item -> !ids.contains(item.told().id()));
        var known = items.stream().collect(Collectors.toMap(item -> item.told().id(), Function.identity()));
        for (var position = 0; position < rows.size(); position++) {
            var row = rows.get(position);
            var item = known.get(row.id());
            if (item == null) {
                item = new NotificationItem(row, telling, mayMark, this::mark);
                items.add(position, item);
                list.addComponentAtIndex(position, item);
            } else {
                item.show(row);
            }
        }
    }

    private void mark(NotificationItem item) {
        if (!item.isUnread()) {
            return;
        }
        var position = items.indexOf(item);
        if (attempt(() -> inbox.markRead(telling.account().code(), item.told().id()))) {
            focus(items.contains(item) ? position + 1 : position);
        }
    }

    /** Marks all of the account's notifications as read, whatever is shown. */
    void markAll() {
        attempt(() -> inbox.markAllRead(telling.account().code()));
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

    private void focus(int position) {
        if (!items.isEmpty()) {
            items.get(Math.min(position, items.size() - 1)).focus();
        }
    }

    private void showOlder() {
        var first = items.size();
        most += AT_ONCE;
        refresh();
        focus(first);
    }

    private void filtered(NotificationFilter changed) {
        filter = changed;
        most = AT_ONCE;
        Address.push("notifications", InboxFilters.put(filter, telling.sameAccount()));
        refresh();
    }

    private void showAll() {
        bar.show(NotificationFilter.ALL);
        filtered(NotificationFilter.ALL);
    }

    private EmptyState nothing() {
        if (filter.equals(NotificationFilter.ALL)) {
            return new EmptyState(
                    "Nothing to tell yet",
                    "When a quota reaches one of its thresholds or is used up, and when a package expires, it is told here.");
        }
        var showAll = new Button("Show all notifications", click -> showAll());
        return filter.equals(new NotificationFilter(true, null, null))
                ? new EmptyState("Nothing unread", "All that this account was told has been read.", showAll)
                : new EmptyState(
                        "Nothing matches",
                        "No notification is like that. Change a filter, or show all again.",
                        showAll);
    }
}
