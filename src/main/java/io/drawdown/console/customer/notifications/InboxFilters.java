package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.ResourcePackage;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** The filters of an account's notifications. A package that doesn't exist is ignored. */
class InboxFilters {

    static final String PACKAGE = "package";

    private record PackageChoice(String id, String name) {

        static PackageChoice of(ResourcePackage one) {
            return new PackageChoice(one.id(), one.title() + " · " + one.region());
        }
    }

    private final Packages packages;
    private final String account;
    private final FilterBar bar;
    private final Filter<Boolean> unread;
    private final Filter<AlertKind> kind;
    private final Filter<PackageChoice> ofPackage;

    InboxFilters(Packages packages, String account, QueryParameters accountParameters) {
        this.packages = packages;
        this.account = account;
        bar = new FilterBar("notifications", "notification", "notifications", accountParameters);
        var read = new ComboBox<>("Read", true, false);
        read.setItemLabelGenerator(isUnread -> isUnread ? "Unread" : "Read");
        unread = bar.choice("unread", ParameterFormat.FLAG, read);
        kind = bar.choice("kind", "What happened", AlertKind.values(), AlertKindLabels::label);
        ofPackage = bar.choice(PACKAGE, new ParameterFormat<>(this::findPackage, PackageChoice::id), packageField());
    }

    FilterBar bar() {
        return bar;
    }

    /** Returns the filter for the services. */
    NotificationFilter toFilter() {
        var chosen = ofPackage.value();
        return new NotificationFilter(unread.value(), kind.value(), chosen == null ? null : chosen.id());
    }

    private ComboBox<PackageChoice> packageField() {
        var field = new ComboBox<PackageChoice>("Package");
        field.setItems(query -> packages
                .list(
                        account,
                        new PackageFilter(null, null, null, query.getFilter().orElse(null)))
                .rows(query.getOffset(), query.getLimit(), Sort.by("name"))
                .stream()
                .map(PackageChoice::of));
        field.setItemLabelGenerator(PackageChoice::name);
        return field;
    }

    private @Nullable PackageChoice findPackage(String id) {
        try {
            return PackageChoice.of(packages.get(account, id));
        } catch (ProblemException notFound) {
            return null;
        }
    }
}
