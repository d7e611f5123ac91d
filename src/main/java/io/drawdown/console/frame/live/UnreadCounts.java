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
 * Tells open pages how many notifications their accounts have unread. Once a second one query counts for all accounts that
 * have pages open on this server, so that what other servers write is seen as well; only pages whose number changed hear of it.
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
     * Tells a listener of each change of an account's number, in its page's turn, for as long as the component is part of a
     * page. Asks for no rights: the component is of a page that was let in.
     *
     * @param known the number that the component shows already
     */
    public Registration watch(Component component, String account, long known, LongConsumer listener) {
        return subscriptions.add(component, account, known, (before, now) -> listener.accept(now));
    }

    /** Counts again for a page at once, after something was done there. */
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

    /** How many are watched for in open pages. */
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
