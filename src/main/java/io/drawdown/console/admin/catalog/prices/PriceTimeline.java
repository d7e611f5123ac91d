package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.console.admin.catalog.PriceLabels;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.list.CellLayout;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/** The list prices of a scope: future prices first, then the current one, then earlier ones. */
class PriceTimeline extends OrderedList {

    /**
     * Creates a timeline.
     *
     * @param remove asks whether to delete a price
     */
    PriceTimeline(PriceHistory history, Instant now, ZoneId zone, Consumer<ListPrice> remove) {
        addClassName("timeline");
        var prices = history.prices();
        for (var index = prices.size() - 1; index >= 0; index--) {
            var price = prices.get(index);
            var next = index + 1 < prices.size() ? prices.get(index + 1) : null;
            var item = new ListItem(
                    CellLayout.spread(
                            new StrongText(Format.nodeHourPrice(price.perNodeHour())), stateBadge(history, price, now)),
                    validityText(price, now, zone));
            if (next != null) {
                ((Div) item.getChildren().skip(1).findFirst().orElseThrow())
                        .add(new Span("to"), InstantText.at(next.from(), zone, now));
            }
            if (index > 0) {
                item.add(CellLayout.quietText(
                        PriceLabels.changeText(prices.get(index - 1).perNodeHour(), price.perNodeHour())
                                + " than before"));
            }
            item.add(CellLayout.rowButton(
                    "Delete …",
                    "Delete the price of " + Format.nodeHourPrice(price.perNodeHour()),
                    () -> remove.accept(price)));
            add(item);
        }
    }

    private static Div validityText(ListPrice price, Instant now, ZoneId zone) {
        Component start = price.from().equals(ListPrice.EARLIEST_FROM)
                ? new Span("the beginning")
                : InstantText.at(price.from(), zone, now);
        var span = new Div(new Span("from"), start);
        span.addClassName("span");
        return span;
    }

    private static StatusBadge stateBadge(PriceHistory history, ListPrice price, Instant now) {
        if (price.from().isAfter(now)) {
            return new StatusBadge("Upcoming", StatusTone.PENDING);
        }
        return history.priceAt(now).filter(price::equals).isPresent()
                ? new StatusBadge("In force", StatusTone.WELL)
                : new StatusBadge("Past", StatusTone.EXPIRED);
    }
}
