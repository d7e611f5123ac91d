package io.drawdown.console.deliveries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.FilteredPage;
import io.drawdown.console.components.EmptyState;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.DeliveryFilter;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route("deliveries")
@PageTitle("Deliveries · Drawdown")
@Menu(title = "Deliveries", order = 50)
@RolesAllowed("ADMIN")
class DeliveriesView extends FilteredPage<DeliveryFilter> {

    private final Deliveries deliveries;
    private final DeliveryFilterBar bar;
    private final DeliveryTable table;
    private final Div nothing = new Div();

    DeliveriesView(Deliveries deliveries, AccountChoices accounts, Clock clock) {
        super("Deliveries", "deliveries", DeliveryFilter.ALL, DeliveryFilters::of, DeliveryFilters::address);
        this.deliveries = deliveries;
        header().setActions(new Button("Refresh", click -> show()));
        bar = new DeliveryFilterBar(accounts, this::filtered);
        table = new DeliveryTable(one -> deliveries.retry(one.id()), clock);
        var content = new Div(bar, table, nothing);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void fill(DeliveryFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void show() {
        var list = deliveries.list(filter());
        var count = list.count();
        var isEmpty = count == 0 && isAll();
        bar.setCount(count);
        bar.setVisible(!isEmpty);
        table.forget();
        table.setVisible(count > 0);
        table.show(list, count);
        nothing.removeAll();
        if (count == 0) {
            nothing.add(nothing());
        }
    }

    private EmptyState nothing() {
        return isAll()
                ? new EmptyState(
                        "Nothing sent yet",
                        "What accounts are told by e-mail and webhooks is listed here, with what became of it.")
                : new EmptyState(
                        "Nothing matches",
                        "No delivery is like that. Change a filter, or show all again.",
                        new Button("Show all deliveries", click -> showAll()));
    }
}
