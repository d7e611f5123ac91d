package io.drawdown.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Those in open pages of this server who want to be told something of their accounts, and what they know of it. */
class Watches<V> {

    private final Set<Watch<V>> watches = ConcurrentHashMap.newKeySet();

    /** Learns what is so now, in its page's turn, and what it knew before. */
    interface Listener<V> {
        void learns(V before, V now);
    }

    private static final class Watch<V> {

        private final UI page;
        private final String account;
        private final Listener<V> listener;
        private volatile V known;

        Watch(UI page, String account, V known, Listener<V> listener) {
            this.page = page;
            this.account = account;
            this.known = known;
            this.listener = listener;
        }

        /** What is to be done in the page's turn to tell it. */
        Runnable learn(V now) {
            var before = known;
            known = now;
            return () -> listener.learns(before, now);
        }
    }

    /**
     * Tells a listener of its account for as long as the component is part of a page.
     *
     * @param known what the component shows already
     */
    Registration add(Component component, String account, V known, Listener<V> listener) {
        var watching = new Watching(account, known, listener);
        var attached = component.addAttachListener(event -> watching.begin(event.getUI()));
        var detached = component.addDetachListener(event -> watching.end());
        if (component.isAttached()) {
            component.getUI().ifPresent(watching::begin);
        }
        return Registration.combine(attached, detached, watching::end);
    }

    /** The accounts that are watched. */
    Set<String> accounts() {
        return accounts(watches);
    }

    /** The accounts that are watched in a page. */
    Set<String> accounts(UI page) {
        return accounts(of(page));
    }

    int size() {
        return watches.size();
    }

    /**
     * Tells those for whom it is news what is so now of their accounts, each page once.
     *
     * @param isNews whether what is so now is worth telling those who know what was so before
     */
    void tell(Map<String, V> now, BiPredicate<V, V> isNews) {
        watches.stream()
                .filter(watch -> now.containsKey(watch.account) && isNews.test(watch.known, now.get(watch.account)))
                .collect(Collectors.groupingBy(
                        watch -> watch.page,
                        Collectors.mapping(watch -> watch.learn(now.get(watch.account)), Collectors.toList())))
                .forEach(this::push);
    }

    /** Tells those in a page, whose turn it is, whatever they know. */
    void tellAt(UI page, Map<String, V> now) {
        of(page).stream()
                .filter(watch -> now.containsKey(watch.account))
                .forEach(watch -> watch.learn(now.get(watch.account)).run());
    }

    private void push(UI page, List<Runnable> news) {
        try {
            page.access(() -> news.forEach(Runnable::run));
        } catch (UIDetachedException gone) {
            watches.removeIf(watch -> watch.page == page);
        }
    }

    private List<Watch<V>> of(UI page) {
        return watches.stream().filter(watch -> watch.page == page).toList();
    }

    private Set<String> accounts(Collection<Watch<V>> some) {
        return some.stream().map(watch -> watch.account).collect(Collectors.toSet());
    }

    /** A component's watch, from when it becomes part of a page until it no longer is. */
    private final class Watching {

        private final String account;
        private final Listener<V> listener;
        private V known;
        private @Nullable Watch<V> watch;

        Watching(String account, V known, Listener<V> listener) {
            this.account = account;
            this.known = known;
            this.listener = listener;
        }

        void begin(UI page) {
            end();
            watch = new Watch<>(page, account, known, listener);
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
