package io.drawdown.console.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.shared.Registration;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.notification.Inbox;
import org.jspecify.annotations.Nullable;

/** The link to the notifications with the live number of unread ones. */
class NotificationBell extends Div {

    private static final String INBOX = "notifications";

    private final Inbox inbox;
    private final UnreadCounts counts;
    private final Span unreadNumber = new Span();
    private final Span unreadWord = new Span("unread");
    private final Span announcement = new Span();
    private final Anchor link = new Anchor("", unreadNumber, unreadWord);
    private @Nullable String account;
    private @Nullable Registration subscription;
    private QueryParameters accountParameters = QueryParameters.empty();
    private long unread;

    NotificationBell(Inbox inbox, UnreadCounts counts) {
        this.inbox = inbox;
        this.counts = counts;
        addClassName("bell");
        link.addClassName("link-button");
        unreadWord.addClassName("unread-word");
        announcement.addClassName("for-screen-readers");
        announcement.getElement().setAttribute("role", "status");
        add(link, announcement);
        setVisible(false);
    }

    /** Shows the unread notifications of an account. The parameters name the account in the address of its inbox. */
    void watch(String account, QueryParameters accountParameters) {
        if (account.equals(this.account)) {
            return;
        }
        stop();
        this.account = account;
        this.accountParameters = accountParameters;
        setVisible(true);
        show(inbox.countUnread(account));
        subscription = counts.watch(this, account, unread, this::onUnreadChange);
    }

    /** Stops watching the account and hides the bell. */
    void stop() {
        if (subscription != null) {
            subscription.remove();
            subscription = null;
        }
        account = null;
        announcement.setText("");
        setVisible(false);
    }

    private void onUnreadChange(long now) {
        if (now > unread) {
            announcement.setText(Format.count(now, "unread notification", "unread notifications"));
        }
        show(now);
    }

    private void show(long now) {
        unread = now;
        unreadNumber.setText(Format.count(now));
        unreadNumber.setVisible(now > 0);
        unreadWord.setVisible(now > 0);
        link.setAriaLabel(now == 0 ? "Notifications, none unread" : Format.count(now) + " unread, notifications");
        var parameters = now == 0 ? accountParameters : accountParameters.merging("unread", "true");
        link.setHref(PageAddress.of(INBOX, parameters));
    }
}
