package io.drawdown.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import io.drawdown.base.EverySecond;
import io.drawdown.notification.Inbox;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/**
 * Tells open pages how many notifications their accounts have unread. Once a second one query counts for all accounts that
 * have pages open on this server, so that what other servers write is seen as well; only pages whose number changed hear of it.
 */
@org.springframework.stereotype.Component
public class UnreadCounts extends EverySecond {

    private final Inbox inbox;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    UnreadCounts(Inbox inbox, Clock clock, @Value(ENABLED) boolean enabled) {
        super("unread-counts", clock, enabled);
        this.inbox = inbox;
    }

    /** Somebody in an open page who wants to know an account's number, and the one that they know. */
    private static final class Watch {

        private final UI page;
        private final String account;
        private final LongConsumer listener;
        private volatile long known;

        Watch(UI page, String account, long known, LongConsumer listener) {
            this.page = page;
            this.account = account;
            this.known = known;
            this.listener = listener;
        }

        boolean learns(long unread) {
            var isNews = unread != known;
            known = unread;
            return isNews;
        }

        void tell() {
            listener.accept(known);
        }
    }

    /**
     * Tells a listener of each change of an account's number, in its page's turn, for as long as the component is part of a
     * page. Asks for no rights: the component is of a page that was let in.
     *
     * @param known the number that the component shows already
     */
    public Registration watch(Component component, String account, long known, LongConsumer listener) {
        var watching = new Watching(account, known, listener);
        var attached = component.addAttachListener(event -> watching.begin(event.getUI()));
        var detached = component.addDetachListener(event -> watching.end());
        if (component.isAttached()) {
            component.getUI().ifPresent(watching::begin);
        }
        return Registration.combine(attached, detached, watching::end);
    }

    /** Counts again for a page at once, after something was done there. */
    public void recount(UI page) {
        var here = watches.stream().filter(watch -> watch.page == page).toList();
        var unread = inbox.unread(accounts(here));
        here.forEach(watch -> {
            watch.learns(unread.getOrDefault(watch.account, 0L));
            watch.tell();
        });
    }

    /** Counts once for all open pages. */
    void poll() {
        var open = List.copyOf(watches);
        if (open.isEmpty()) {
            return;
        }
        var unread = inbox.unread(accounts(open));
        open.stream()
                .filter(watch -> watch.learns(unread.getOrDefault(watch.account, 0L)))
                .collect(Collectors.groupingBy(watch -> watch.page))
                .forEach((page, changed) -> push(page, () -> changed.forEach(Watch::tell)));
    }

    /** How many are watched for in open pages. */
    int watched() {
        return watches.size();
    }

    @Override
    protected void run() {
        poll();
    }

    private void push(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            watches.removeIf(watch -> watch.page == page);
        }
    }

    private static Set<String> accounts(List<Watch> watches) {
        return watches.stream().map(watch -> watch.account).collect(Collectors.toSet());
    }

    /** A component's watch, from when it becomes part of a page until it no longer is. */
    private final class Watching {

        private final String account;
        private final LongConsumer listener;
        private long known;
        private @Nullable Watch watch;

        Watching(String account, long known, LongConsumer listener) {
            this.account = account;
            this.known = known;
            this.listener = listener;
        }

        void begin(UI page) {
            end();
            watch = new Watch(page, account, known, listener);
            watches.add(watch);
        }

        void end() {
            if (watch != null) {
                known = watch.known;
                watches.remove(watch);
                watch = null;
            }
        }
    }
}
