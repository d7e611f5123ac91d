package io.drawdown.console.deliveries;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.notification.Channel;
import io.drawdown.notification.DeliveryFilter;
import io.drawdown.notification.DeliveryState;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A filter of deliveries as it stands in an address: {@code ?state=parked&channel=email&account=acme-vision}. */
final class DeliveryFilters {

    private static final String STATE = "state";
    private static final String CHANNEL = "channel";
    private static final String ACCOUNT = "account";

    private DeliveryFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static DeliveryFilter of(QueryParameters address) {
        return new DeliveryFilter(
                value(address, STATE, DeliveryState.values()),
                value(address, CHANNEL, Channel.values()),
                address.getSingleParameter(ACCOUNT).filter(code -> !code.isBlank()).orElse(null));
    }

    /** The address of a filter. */
    static QueryParameters address(DeliveryFilter filter) {
        var address = QueryParameters.empty();
        if (filter.state() != null) {
            address = address.merging(STATE, slug(filter.state()));
        }
        if (filter.channel() != null) {
            address = address.merging(CHANNEL, slug(filter.channel()));
        }
        return filter.account() == null ? address : address.merging(ACCOUNT, filter.account());
    }

    private static <E extends Enum<E>> @Nullable E value(QueryParameters address, String name, E[] values) {
        var slug = address.getSingleParameter(name).orElse("");
        return Arrays.stream(values).filter(value -> slug(value).equals(slug)).findFirst().orElse(null);
    }

    private static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
