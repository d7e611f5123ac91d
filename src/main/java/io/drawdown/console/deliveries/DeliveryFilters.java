package io.drawdown.console.deliveries;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Parameters;
import io.drawdown.notification.Channel;
import io.drawdown.notification.DeliveryFilter;
import io.drawdown.notification.DeliveryState;

/** A filter of deliveries as it stands in an address: {@code ?state=parked&channel=email&account=acme-vision}. */
final class DeliveryFilters {

    private static final String STATE = "state";
    private static final String CHANNEL = "channel";
    private static final String ACCOUNT = "account";

    private DeliveryFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static DeliveryFilter of(QueryParameters address) {
        return new DeliveryFilter(
                Parameters.choice(address, STATE, DeliveryState.values()),
                Parameters.choice(address, CHANNEL, Channel.values()),
                Parameters.text(address, ACCOUNT));
    }

    /** The address of a filter. */
    static QueryParameters address(DeliveryFilter filter) {
        var address = Parameters.with(QueryParameters.empty(), STATE, filter.state());
        address = Parameters.with(address, CHANNEL, filter.channel());
        return Parameters.with(address, ACCOUNT, filter.account());
    }
}
