package io.drawdown.console.admin.deliveries;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryState;
import java.util.function.Consumer;

/** The filters of the deliveries, with the number of matching deliveries. */
class DeliveryFilterBar extends FilterBar {

    private final ComboBox<DeliveryState> state = new ComboBox<>("State");
    private final ComboBox<Channel> channel = new ComboBox<>("Channel");
    private final AccountField account;

    DeliveryFilterBar(AccountChoices accounts, Consumer<DeliveryFilter> filtered) {
        super("delivery", "deliveries");
        state.setItems(DeliveryState.values());
        state.setItemLabelGenerator(DeliveryLabels::label);
        channel.setItems(Channel.values());
        channel.setItemLabelGenerator(DeliveryLabels::label);
        account = new AccountField(accounts);
        setUpChoices(state, channel, account);
        onChange(() -> filtered.accept(filter()), state, channel, account);
        add(state, channel, account);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(DeliveryFilter filter) {
        state.setValue(filter.state());
        channel.setValue(filter.channel());
        account.choose(filter.account());
    }

    private DeliveryFilter filter() {
        return new DeliveryFilter(state.getValue(), channel.getValue(), account.code());
    }
}
