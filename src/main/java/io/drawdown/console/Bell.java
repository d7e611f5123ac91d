package io.drawdown.console;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.shared.Registration;
import io.drawdown.console.format.Format;
import io.drawdown.notification.Inbox;
import org.jspecify.annotations.Nullable;

/** Says how many notifications an account has unread, as they come, and leads to them. */
class Bell extends Div {

    private static final String INBOX = "notifications";

    private final Inbox inbox;
    private final UnreadCounts counts;
    private final Span number = new Span();
    private final Span unreadWord = new Span("unread");
    private final Span news = new Span();
    private final Anchor link = new Anchor("", number, unreadWord);
    private @Nullable String account;
    private @Nullable Registration watching;
    private QueryParameters sameAccount = QueryParameters.empty();
    private long unread;

    Bell(Inbox inbox, UnreadCounts counts) {
        this.inbox = inbox;
        this.counts = counts;
        addClassName("bell");
        link.addClassName("link-button");
        unreadWord.addClassName("unread-word");
        news.addClassName("for-screen-readers");
        news.getElement().setAttribute("role", "status");
        add(link, news);
        setVisible(false);
    }

    /** Rings for an account, which the address of its inbox names with these parameters. */
    void ringFor(String account, QueryParameters sameAccount) {
        if (account.equals(this.account)) {
            return;
        }
        stop();
        this.account = account;
        this.sameAccount = sameAccount;
        setVisible(true);
        show(inbox.unread(account));
        watching = counts.watch(this, account, unread, this::changed);
    }

    /** Rings for nobody. */
    void stop() {
        if (watching != null) {
            watching.remove();
            watching = null;
        }
        account = null;
        news.setText("");
        setVisible(false);
    }

    private void changed(long now) {
        if (now > unread) {
            news.setText(Format.count(now, "unread notification", "unread notifications"));
        }
        show(now);
    }

    private void show(long now) {
        unread = now;
        number.setText(Format.count(now));
        number.setVisible(now > 0);
        unreadWord.setVisible(now > 0);
        link.setAriaLabel(now == 0 ? "Notifications, none unread" : Format.count(now) + " unread, notifications");
        var parameters = now == 0 ? sameAccount : sameAccount.merging("unread", "true");
        link.setHref(Address.of(INBOX, parameters));
    }
}
