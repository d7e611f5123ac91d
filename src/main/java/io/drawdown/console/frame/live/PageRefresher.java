package io.drawdown.console.frame.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.drawdown.base.background.SecondTicker;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;

/** Refreshes open pages that show the progress of background work every second, whichever server does the work. */
@org.springframework.stereotype.Component
public class PageRefresher extends SecondTicker {

    private final Map<Component, WatchedPage> watchedPages = new ConcurrentHashMap<>();

    PageRefresher(Clock clock, @Value(ENABLED_PROPERTY) boolean enabled) {
        super("page-refresher", clock, enabled);
    }

    private record WatchedPage(UI page, Runnable refresh) {}

    /** Refreshes a component while it is attached to a page, under that page's lock. */
    public void watch(Component component, Runnable refresh) {
        component.addAttachListener(event -> watchedPages.put(component, new WatchedPage(event.getUI(), refresh)));
        component.addDetachListener(event -> watchedPages.remove(component));
    }

    @Override
    protected void run() {
        watchedPages.forEach((component, watchedPage) -> {
            try {
                var _ = watchedPage.page().access(watchedPage.refresh()::run);
            } catch (UIDetachedException gone) {
                watchedPages.remove(component);
            }
        });
    }
}
