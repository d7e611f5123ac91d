package io.drawdown.console.frame.live;

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
class PageSubscriptions<V> {

    private final Set<Subscription<V>> subscriptions = ConcurrentHashMap.newKeySet();

    /** Learns what is so now, in its page's turn, and what it knew before. */
    interface Listener<V> {
        void onChange(V before, V now);
    }

    private static final class Subscription<V> {

        private final UI page;
        private final String account;
        private final Listener<V> listener;
        private volatile V lastValue;

        Subscription(UI page, String account, V known, Listener<V> listener) {
            this.page = page;
            this.account = account;
            this.lastValue = known;
            this.listener = listener;
        }

        /** What is to be done in the page's turn to tell it. */
        Runnable update(V now) {
            var before = lastValue;
            lastValue = now;
            return () -> listener.onChange(before, now);
        }
    }

    /**
     * Tells a listener of its account for as long as the component is part of a page.
     *
     * @param known what the component shows already
     */
    Registration add(Component component, String account, V known, Listener<V> listener) {
        var componentSubscription = new ComponentSubscription(account, known, listener);
        var attached = component.addAttachListener(event -> componentSubscription.attach(event.getUI()));
        var detached = component.addDetachListener(event -> componentSubscription.detach());
        if (component.isAttached()) {
            component.getUI().ifPresent(componentSubscription::attach);
        }
        return Registration.combine(attached, detached, componentSubscription::detach);
    }

    /** The accounts that are watched. */
    Set<String> watchedAccounts() {
        return accountsOf(subscriptions);
    }

    /** The accounts that are watched in a page. */
    Set<String> watchedAccounts(UI page) {
        return accountsOf(subscriptionsOf(page));
    }

    int size() {
        return subscriptions.size();
    }

    /**
     * Tells those for whom it is news what is so now of their accounts, each page once.
     *
     * @param isNews whether what is so now is worth telling those who know what was so before
     */
    void publish(Map<String, V> now, BiPredicate<V, V> isNews) {
        subscriptions.stream()
                .filter(subscription -> now.containsKey(subscription.account)
                        && isNews.test(subscription.lastValue, now.get(subscription.account)))
                .collect(Collectors.groupingBy(
                        subscription -> subscription.page,
                        Collectors.mapping(
                                subscription -> subscription.update(now.get(subscription.account)),
                                Collectors.toList())))
                .forEach(this::push);
    }

    /** Tells those in a page, whose turn it is, whatever they know. */
    void publishTo(UI page, Map<String, V> now) {
        subscriptionsOf(page).stream()
                .filter(subscription -> now.containsKey(subscription.account))
                .forEach(subscription ->
                        subscription.update(now.get(subscription.account)).run());
    }

    private void push(UI page, List<Runnable> news) {
        try {
            page.access(() -> news.forEach(Runnable::run));
        } catch (UIDetachedException gone) {
            subscriptions.removeIf(subscription -> subscription.page == page);
        }
    }

    private List<Subscription<V>> subscriptionsOf(UI page) {
        return subscriptions.stream()
                .filter(subscription -> subscription.page == page)
                .toList();
    }

    private Set<String> accountsOf(Collection<Subscription<V>> some) {
        return some.stream().map(subscription -> subscription.account).collect(Collectors.toSet());
    }

    /** A component's watch, from when it becomes part of a page until it no longer is. */
    private final class ComponentSubscription {

        private final String account;
        private final Listener<V> listener;
        private V lastValue;
        private @Nullable Subscription<V> subscription;

        ComponentSubscription(String account, V known, Listener<V> listener) {
            this.account = account;
            this.lastValue = known;
            this.listener = listener;
        }

        void attach(UI page) {
            detach();
            subscription = new Subscription<>(page, account, lastValue, listener);
            subscriptions.add(subscription);
        }

        void detach() {
            if (subscription != null) {
                lastValue = subscription.lastValue;
                subscriptions.remove(subscription);
                subscription = null;
            }
        }
    }
}
