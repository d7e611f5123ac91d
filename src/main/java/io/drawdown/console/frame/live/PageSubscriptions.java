package io.drawdown.console.frame.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import io.drawdown.base.Lookup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of open pages on this server to values of their accounts, with the last value that each has
 * received.
 */
class PageSubscriptions<V> {

    private final Set<Subscription<V>> subscriptions = ConcurrentHashMap.newKeySet();

    /** A listener that receives the old and the new value while its page's lock is held. */
    interface Listener<V> {
        void onChange(V before, V now);
    }

    private static final class Subscription<V> {

        private final UI page;
        private final String account;
        private final Listener<V> listener;
        private volatile V lastValue;

        Subscription(UI page, String account, V lastValue, Listener<V> listener) {
            this.page = page;
            this.account = account;
            this.lastValue = lastValue;
            this.listener = listener;
        }

        /** Sets the last value and returns the call of the listener, to be run while the page's lock is held. */
        Runnable update(V now) {
            var before = lastValue;
            lastValue = now;
            return () -> listener.onChange(before, now);
        }
    }

    /**
     * Subscribes a listener to an account while the component is attached to a page.
     *
     * @param known the value that the component already shows
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

    Set<String> watchedAccounts() {
        return accountsOf(subscriptions);
    }

    /** Returns the accounts with subscriptions on a page. */
    Set<String> watchedAccounts(UI page) {
        return accountsOf(subscriptionsOf(page));
    }

    int size() {
        return subscriptions.size();
    }

    /**
     * Notifies the subscriptions whose value is news, with one update for each page.
     *
     * @param isNews whether a new value is news to a subscription with the old one
     */
    void publish(Map<String, V> now, BiPredicate<V, V> isNews) {
        subscriptions.stream()
                .filter(subscription -> {
                    var value = now.get(subscription.account);
                    return value != null && isNews.test(subscription.lastValue, value);
                })
                .collect(Collectors.groupingBy(
                        subscription -> subscription.page,
                        Collectors.mapping(
                                subscription -> subscription.update(Lookup.require(now, subscription.account)),
                                Collectors.toList())))
                .forEach(this::push);
    }

    /** Notifies all subscriptions of a page whose lock is held, whether or not the value is news. */
    void publishTo(UI page, Map<String, V> now) {
        subscriptionsOf(page).stream()
                .filter(subscription -> now.containsKey(subscription.account))
                .forEach(subscription -> subscription
                        .update(Lookup.require(now, subscription.account))
                        .run());
    }

    private void push(UI page, List<Runnable> news) {
        try {
            var _ = page.access(() -> news.forEach(Runnable::run));
        } catch (UIDetachedException gone) {
            subscriptions.removeIf(subscription -> subscription.page.equals(page));
        }
    }

    private List<Subscription<V>> subscriptionsOf(UI page) {
        return subscriptions.stream()
                .filter(subscription -> subscription.page.equals(page))
                .toList();
    }

    private Set<String> accountsOf(Collection<Subscription<V>> some) {
        return some.stream().map(subscription -> subscription.account).collect(Collectors.toSet());
    }

    /** The subscription of a component, active while the component is attached to a page. */
    private final class ComponentSubscription {

        private final String account;
        private final Listener<V> listener;
        private V lastValue;
        private @Nullable Subscription<V> subscription;

        ComponentSubscription(String account, V lastValue, Listener<V> listener) {
            this.account = account;
            this.lastValue = lastValue;
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
