package io.drawdown.console.notifications;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.alert.AlertKind;
import io.drawdown.notification.NotificationFilter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A filter of notifications as it stands in an address: {@code ?unread=true&kind=used-up&package=17}. */
final class InboxFilters {

    private static final String UNREAD = "unread";
    private static final String KIND = "kind";
    private static final String PACKAGE = "package";

    private InboxFilters() {}

    /** The filter of an address; what makes no sense there doesn't narrow. */
    static NotificationFilter of(QueryParameters address) {
        return new NotificationFilter(
                text(address, UNREAD).flatMap(InboxFilters::unread).orElse(null),
                text(address, KIND).flatMap(InboxFilters::kind).orElse(null),
                text(address, PACKAGE).orElse(null));
    }

    /** The address with the filter put into it. */
    static QueryParameters put(NotificationFilter filter, QueryParameters address) {
        var result = address.excluding(UNREAD, KIND, PACKAGE);
        if (filter.unread() != null) {
            result = result.merging(UNREAD, filter.unread().toString());
        }
        if (filter.kind() != null) {
            result = result.merging(KIND, slug(filter.kind()));
        }
        return filter.packageId() == null ? result : result.merging(PACKAGE, filter.packageId());
    }

    private static Optional<String> text(QueryParameters address, String name) {
        return address.getSingleParameter(name).filter(value -> !value.isBlank());
    }

    private static Optional<Boolean> unread(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<AlertKind> kind(String slug) {
        return Arrays.stream(AlertKind.values()).filter(kind -> slug(kind).equals(slug)).findFirst();
    }

    private static String slug(AlertKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
