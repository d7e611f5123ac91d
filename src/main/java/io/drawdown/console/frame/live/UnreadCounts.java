package io.drawdown.console.frame.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import io.drawdown.base.background.SecondTicker;
import io.drawdown.notification.Inbox;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;

/**
 * Keeps the numbers of unread notifications on open pages up to date. Once a second one query counts for all accounts
 * with open pages on this server, so notifications written by other servers are seen too. Only pages whose number
 * changed are notified.
 */
@org.springframework.stereotype.Component
public class UnreadCounts extends SecondTicker {

    private final Inbox inbox;
    private final PageSubscriptions<Long> subscriptions = new PageSubscriptions<>();

    UnreadCounts(Inbox inbox, Clock clock, @Value(ENABLED_PROPERTY) boolean enabled) {
        super("unread-counts", clock, enabled);
        this.inbox = inbox;
    }

    /**
     * Notifies a listener of each change of an account's number, under its page's lock, while the component is
     * attached to a page. Access isn't checked here, because it was checked when the page was opened.
     *
     * @param known the number that the component already shows
     */
    public Registration watch(Component component, String account, long known, LongConsumer listener) {
        return subscriptions.add(component, account, known, (before, now) -> listener.accept(now));
    }

    /** Counts again at once for a page whose user has changed the number. */
    public void recount(UI page) {
        subscriptions.publishTo(page, countUnread(subscriptions.watchedAccounts(page)));
    }

    /** Counts once for all open pages. */
    public void poll() {
        var accounts = subscriptions.watchedAccounts();
        if (!accounts.isEmpty()) {
            subscriptions.publish(countUnread(accounts), (known, now) -> !now.equals(known));
        }
    }

    /** Returns the number of subscriptions of open pages. */
    public int subscriptionCount() {
        return subscriptions.size();
    }

    @Override
    protected void run() {
        poll();
    }

    private Map<String, Long> countUnread(Collection<String> accounts) {
        var unread = inbox.countUnread(accounts);
        return accounts.stream()
                .collect(Collectors.toMap(Function.identity(), account -> unread.getOrDefault(account, 0L)));
    }
}
