package io.drawdown.console.notifications;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.alert.AlertKind;
import io.drawdown.console.Parameters;
import io.drawdown.notification.NotificationFilter;
import org.jspecify.annotations.Nullable;

/** A filter of notifications as it stands in an address: {@code ?unread=true&kind=used-up&package=17}. */
final class InboxFilters {

    private static final String UNREAD = "unread";
    private static final String KIND = "kind";
    private static final String PACKAGE = "package";

    private InboxFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static NotificationFilter of(QueryParameters address) {
        return new NotificationFilter(
                unread(address),
                Parameters.choice(address, KIND, AlertKind.values()),
                Parameters.text(address, PACKAGE));
    }

    /** The address with the filter put into it. */
    static QueryParameters put(NotificationFilter filter, QueryParameters address) {
        var result = address.excluding(UNREAD, KIND, PACKAGE);
        result = Parameters.with(
                result, UNREAD, filter.unread() == null ? null : filter.unread().toString());
        result = Parameters.with(result, KIND, filter.kind());
        return Parameters.with(result, PACKAGE, filter.packageId());
    }

    private static @Nullable Boolean unread(QueryParameters address) {
        return switch (Parameters.text(address, UNREAD)) {
            case "true" -> true;
            case "false" -> false;
            case null, default -> null;
        };
    }
}
