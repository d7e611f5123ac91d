package io.drawdown.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import io.drawdown.notification.Inbox;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;

/**
 * Tells open pages how many notifications their accounts have unread. Once a second one query counts for all accounts that
 * have pages open on this server, so that what other servers write is seen as well; only pages whose number changed hear of it.
 */
@org.springframework.stereotype.Component
public class UnreadCounts implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadCounts.class);

    private final Inbox inbox;
    private final boolean inBackground;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService thread;

    UnreadCounts(Inbox inbox, @Value("${drawdown.background.enabled:true}") boolean inBackground) {
        this.inbox = inbox;
        this.inBackground = inBackground;
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
    public boolean isAutoStartup() {
        return inBackground;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("unread-counts").factory());
        thread.scheduleWithFixedDelay(this::pollSafely, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException unreachable) {
            LOG.warn("Could not count what is unread: {}", unreachable.getMessage());
        }
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
