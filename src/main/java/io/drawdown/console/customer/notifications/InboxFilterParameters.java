package io.drawdown.console.customer.notifications;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.alert.AlertKind;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.notification.message.NotificationFilter;
import org.jspecify.annotations.Nullable;

/** Reads and writes a filter of notifications in an address: {@code ?unread=true&kind=used-up&package=17}. */
final class InboxFilterParameters {

    private static final String UNREAD = "unread";
    private static final String KIND = "kind";
    private static final String PACKAGE = "package";

    private InboxFilterParameters() {}

    /** Parses the filter. Values that are not valid are ignored. */
    static NotificationFilter parse(QueryParameters address) {
        return new NotificationFilter(
                parseUnread(address),
                AddressParameters.choice(address, KIND, AlertKind.values()),
                AddressParameters.text(address, PACKAGE));
    }

    /** Adds a filter to the parameters of an address. */
    static QueryParameters addTo(NotificationFilter filter, QueryParameters address) {
        var result = address.excluding(UNREAD, KIND, PACKAGE);
        result = AddressParameters.with(
                result, UNREAD, filter.unread() == null ? null : filter.unread().toString());
        result = AddressParameters.with(result, KIND, filter.kind());
        return AddressParameters.with(result, PACKAGE, filter.packageId());
    }

    private static @Nullable Boolean parseUnread(QueryParameters address) {
        return switch (AddressParameters.text(address, UNREAD)) {
            case "true" -> true;
            case "false" -> false;
            case null, default -> null;
        };
    }
}
