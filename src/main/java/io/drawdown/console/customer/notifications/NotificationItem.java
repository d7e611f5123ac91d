package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.drawdown.notification.message.Notification;
import java.util.function.Consumer;

/** A notification in a list: what happened to which target, where and when, and whether it is read. */
class NotificationItem extends ListItem {

    private final Anchor link;
    private final Span unread = new Span("Unread");
    private final Button markRead = new Button("Mark as read");
    private final boolean mayMark;
    private Notification notification;

    NotificationItem(
            Notification notification,
            NotificationText notificationText,
            boolean mayMark,
            Consumer<NotificationItem> marked) {
        this.mayMark = mayMark;
        this.notification = notification;
        addClassName("notification");
        link = new Anchor(notificationText.targetAddress(notification), notificationText.subject(notification));
        var predicate = notificationText.eventText(notification);
        var what = new Div(link, new Span(" " + predicate));
        what.addClassName("what");
        var about = new Div(
                new Span(notificationText.placeText(notification)),
                new Span(" · "),
                notificationText.timeOf(notification));
        about.addClassName("quiet");
        var words = new Div(what, about);
        words.addClassName("words");
        unread.addClassName("unread-mark");
        markRead.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        markRead.setAriaLabel("Mark as read: " + notificationText.subject(notification) + " " + predicate);
        markRead.addClickListener(click -> marked.accept(this));
        if (mayMark) {
            // The middle button opens the link in another tab. The right button only opens a menu.
            for (var way : new String[] {"click", "auxclick"}) {
                link.getElement()
                        .addEventListener(way, opened -> marked.accept(this))
                        .setFilter("event.button !== 2");
            }
        }
        var state = new Div(unread, markRead);
        state.addClassName("state");
        add(AlertKindLabels.badge(notification.kind()), words, state);
        show(notification);
    }

    /** Shows a newer version of the notification. */
    void show(Notification now) {
        notification = now;
        setClassName("unread", isUnread());
        unread.setVisible(isUnread());
        markRead.setVisible(isUnread() && mayMark);
    }

    Notification notification() {
        return notification;
    }

    boolean isUnread() {
        return notification.readAt() == null;
    }

    /** Moves the focus to the next action of the notification. */
    void focus() {
        if (markRead.isVisible()) {
            markRead.focus();
        } else {
            link.focus();
        }
    }
}
