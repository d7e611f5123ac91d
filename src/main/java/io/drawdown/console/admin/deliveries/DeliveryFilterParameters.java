package io.drawdown.console.admin.deliveries;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryState;

/** A filter of deliveries as it stands in an address: {@code ?state=parked&channel=email&account=acme-vision}. */
final class DeliveryFilterParameters {

    private static final String STATE = "state";
    private static final String CHANNEL = "channel";
    private static final String ACCOUNT = "account";

    private DeliveryFilterParameters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static DeliveryFilter parse(QueryParameters address) {
        return new DeliveryFilter(
                AddressParameters.choice(address, STATE, DeliveryState.values()),
                AddressParameters.choice(address, CHANNEL, Channel.values()),
                AddressParameters.text(address, ACCOUNT));
    }

    /** The address of a filter. */
    static QueryParameters toParameters(DeliveryFilter filter) {
        var address = AddressParameters.with(QueryParameters.empty(), STATE, filter.state());
        address = AddressParameters.with(address, CHANNEL, filter.channel());
        return AddressParameters.with(address, ACCOUNT, filter.account());
    }
}
