package io.drawdown.console.deliveries;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.Account;
import io.drawdown.console.format.Format;
import io.drawdown.notification.Channel;
import io.drawdown.notification.DeliveryFilter;
import io.drawdown.notification.DeliveryState;
import java.util.List;
import java.util.function.Consumer;

/** What narrows the list of deliveries, and how many are left. */
class DeliveryFilterBar extends Div {

    private final ComboBox<DeliveryState> state = new ComboBox<>("State");
    private final ComboBox<Channel> channel = new ComboBox<>("Channel");
    private final ComboBox<String> account = new ComboBox<>("Account");
    private final Span count = new Span();

    DeliveryFilterBar(List<Account> accounts, DeliveryFilter filter, Consumer<DeliveryFilter> filtered) {
        addClassName("filter-bar");
        state.setItems(DeliveryState.values());
        state.setItemLabelGenerator(DeliveryWords::of);
        channel.setItems(Channel.values());
        channel.setItemLabelGenerator(DeliveryWords::of);
        account.setItems(accounts.stream().map(Account::code).toList());
        show(filter);
        for (var choice : new ComboBox<?>[] {state, channel, account}) {
            choice.setPlaceholder("All");
            choice.setClearButtonVisible(true);
            choice.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    filtered.accept(filter());
                }
            });
        }
        count.addClassNames("count", "quiet");
        count.getElement().setAttribute("role", "status");
        add(state, channel, account, count);
    }

    /** Shows a filter, without telling anybody. */
    void show(DeliveryFilter filter) {
        state.setValue(filter.state());
        channel.setValue(filter.channel());
        account.setValue(filter.account());
    }

    /** Says how many deliveries the filter lets through. */
    void setCount(long deliveries) {
        count.setText(Format.count(deliveries, "delivery", "deliveries"));
    }

    private DeliveryFilter filter() {
        return new DeliveryFilter(state.getValue(), channel.getValue(), account.getValue());
    }
}
