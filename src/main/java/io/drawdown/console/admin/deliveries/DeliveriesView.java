package io.drawdown.console.admin.deliveries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.delivery.DeliveryFilter;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route("deliveries")
@PageTitle("Deliveries · Drawdown")
@Menu(title = "Deliveries", order = 50)
@RolesAllowed("ADMIN")
class DeliveriesView extends FilteredPage<DeliveryFilter> {

    private final Deliveries deliveries;
    private final DeliveryFilterBar bar;
    private final DeliveryGrid table;
    private final Div emptyArea = new Div();

    DeliveriesView(Deliveries deliveries, AccountChoices accounts, Clock clock) {
        super(
                "Deliveries",
                "deliveries",
                DeliveryFilter.ALL,
                DeliveryFilterParameters::parse,
                DeliveryFilterParameters::toParameters);
        this.deliveries = deliveries;
        header().setActions(new Button("Refresh", click -> showList()));
        bar = new DeliveryFilterBar(accounts, this::applyFilter);
        table = new DeliveryGrid(one -> deliveries.retry(one.id()), clock);
        var content = new Div(bar, table, emptyArea);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(DeliveryFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void showList() {
        var list = deliveries.list(filter());
        var count = list.count();
        var isEmpty = count == 0 && isUnfiltered();
        bar.setCount(count);
        bar.setVisible(!isEmpty);
        table.forgetResent();
        table.setVisible(count > 0);
        table.show(list, count);
        emptyArea.removeAll();
        if (count == 0) {
            emptyArea.add(emptyState());
        }
    }

    private EmptyState emptyState() {
        return isUnfiltered()
                ? new EmptyState(
                        "Nothing sent yet",
                        "What accounts are told by e-mail and webhooks is listed here, with what became of it.")
                : new EmptyState(
                        "Nothing matches",
                        "No delivery is like that. Change a filter, or show all again.",
                        new Button("Show all deliveries", click -> showAll()));
    }
}
