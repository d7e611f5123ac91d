package io.drawdown.console.integrity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.drawdown.base.EverySecond;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;

/** Has open pages look every second how far the check has come that they show, whichever server runs it. */
@org.springframework.stereotype.Component
class CheckWatch extends EverySecond {

    private final Map<Component, Watch> watches = new ConcurrentHashMap<>();

    CheckWatch(Clock clock, @Value(ENABLED) boolean enabled) {
        super("integrity-pages", clock, enabled);
    }

    private record Watch(UI page, Runnable refresh) {}

    /** Has a component look anew for as long as it is part of a page, in the page's turn. */
    void watch(Component component, Runnable refresh) {
        component.addAttachListener(event -> watches.put(component, new Watch(event.getUI(), refresh)));
        component.addDetachListener(event -> watches.remove(component));
    }

    @Override
    protected void run() {
        watches.forEach((component, watch) -> {
            try {
                watch.page().access(watch.refresh()::run);
            } catch (UIDetachedException gone) {
                watches.remove(component);
            }
        });
    }
}
