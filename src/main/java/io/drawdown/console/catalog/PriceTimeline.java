package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.drawdown.catalog.ListPrice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Tone;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.ZoneId;

/** The list prices of a place, those to come first, then the one in force and those before it. */
class PriceTimeline extends OrderedList {

    PriceTimeline(PriceHistory history, Instant now, ZoneId zone) {
        addClassName("timeline");
        var prices = history.prices();
        for (var index = prices.size() - 1; index >= 0; index--) {
            var price = prices.get(index);
            var next = index + 1 < prices.size() ? prices.get(index + 1) : null;
            var item = new ListItem(
                    Lines.between(new Strong(Format.price(price.perNodeHour())), badge(history, price, now)),
                    span(price, now, zone));
            if (next != null) {
                ((Div) item.getChildren().skip(1).findFirst().orElseThrow())
                        .add(new Span("to"), When.at(next.from(), zone, now));
            }
            if (index > 0) {
                item.add(Lines.quiet(
                        PriceWords.change(prices.get(index - 1).perNodeHour(), price.perNodeHour()) + " than before"));
            }
            add(item);
        }
    }

    private static Div span(ListPrice price, Instant now, ZoneId zone) {
        Component start = price.from().equals(ListPrice.ALWAYS) ? new Span("always") : When.at(price.from(), zone, now);
        var span = new Div(new Span("from"), start);
        span.addClassName("span");
        return span;
    }

    private static StatusBadge badge(PriceHistory history, ListPrice price, Instant now) {
        if (price.from().isAfter(now)) {
            return new StatusBadge("To come", Tone.PENDING);
        }
        return history.at(now).filter(price::equals).isPresent()
                ? new StatusBadge("In force", Tone.WELL)
                : new StatusBadge("Past", Tone.EXPIRED);
    }
}
