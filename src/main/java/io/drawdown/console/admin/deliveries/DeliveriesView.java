package io.drawdown.console.admin.deliveries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryState;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route("deliveries")
@PageTitle("Deliveries · Drawdown")
@Menu(title = "Deliveries", order = 50)
@RolesAllowed("ADMIN")
class DeliveriesView extends ListPage<Delivery> {

    private final Deliveries deliveries;
    private final Filter<DeliveryState> state;
    private final Filter<Channel> channel;
    private final Filter<String> account;
    private final DeliveryGrid grid;

    DeliveriesView(Deliveries deliveries, AccountChoices accounts, Clock clock) {
        super("Deliveries", "deliveries", "delivery", "deliveries");
        this.deliveries = deliveries;
        state = filters().choice("state", "State", DeliveryState.values(), DeliveryLabels::label);
        channel = filters().choice("channel", "Channel", Channel.values(), DeliveryLabels::label);
        account = AccountField.filter(filters(), accounts);
        grid = new DeliveryGrid(delivery -> deliveries.retry(delivery.id()), clock);
        header().setActions(new Button("Refresh", click -> showList()));
    }

    @Override
    protected Listing<Delivery> rows() {
        return deliveries.list(new DeliveryFilter(state.value(), channel.value(), account.value()));
    }

    @Override
    protected DeliveryGrid grid() {
        grid.forgetResent();
        return grid;
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "Nothing sent yet", "E-mails and webhook messages to accounts are listed here with their state.");
    }
}
