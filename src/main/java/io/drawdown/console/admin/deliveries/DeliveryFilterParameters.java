package io.drawdown.console.admin.deliveries;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryState;

/** Reads and writes a filter of deliveries in an address: {@code ?state=parked&channel=email&account=acme-vision}. */
final class DeliveryFilterParameters {

    private static final String STATE = "state";
    private static final String CHANNEL = "channel";
    private static final String ACCOUNT = "account";

    private DeliveryFilterParameters() {}

    /** Parses the filter. Values that are not valid are ignored. */
    static DeliveryFilter parse(QueryParameters address) {
        return new DeliveryFilter(
                AddressParameters.choice(address, STATE, DeliveryState.values()),
                AddressParameters.choice(address, CHANNEL, Channel.values()),
                AddressParameters.text(address, ACCOUNT));
    }

    /** Returns the parameters of a filter. */
    static QueryParameters toParameters(DeliveryFilter filter) {
        var address = AddressParameters.with(QueryParameters.empty(), STATE, filter.state());
        address = AddressParameters.with(address, CHANNEL, filter.channel());
        return AddressParameters.with(address, ACCOUNT, filter.account());
    }
}
