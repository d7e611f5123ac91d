package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.ResourcePackage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** The filters of the notifications, with the number of matching notifications. */
class InboxFilterBar extends FilterBar {

    private record PackageChoice(String id, String name) {}

    private final Packages packages;
    private final String account;
    private final ComboBox<Boolean> unread = new ComboBox<>("Read");
    private final ComboBox<AlertKind> kind = new ComboBox<>("What happened");
    private final ComboBox<PackageChoice> ofPackage = new ComboBox<>("Package");

    InboxFilterBar(
            Packages packages, String account, NotificationFilter filter, Consumer<NotificationFilter> filtered) {
        super("notification", "notifications");
        this.packages = packages;
        this.account = account;
        unread.setItems(true, false);
        unread.setItemLabelGenerator(isUnread -> isUnread ? "Unread" : "Read");
        kind.setItems(AlertKind.values());
        kind.setItemLabelGenerator(AlertKindLabels::label);
        ofPackage.setItems(query -> packages
                .list(
                        account,
                        new PackageFilter(null, null, null, query.getFilter().orElse(null)))
                .rows(query.getOffset(), query.getLimit(), Sort.by("name"))
                .stream()
                .map(InboxFilterBar::toChoice));
        ofPackage.setItemLabelGenerator(PackageChoice::name);
        ofPackage.addClassName("of-package");
        show(filter);
        setUpChoices(unread, kind, ofPackage);
        onChange(() -> filtered.accept(filter()), unread, kind, ofPackage);
        add(unread, kind, ofPackage);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(NotificationFilter filter) {
        unread.setValue(filter.unread());
        kind.setValue(filter.kind());
        ofPackage.setValue(filter.packageId() == null ? null : findPackage(filter.packageId()));
    }

    /** Returns the chosen filter. A package that doesn't exist is ignored. */
    NotificationFilter filter() {
        var chosen = ofPackage.getValue();
        return new NotificationFilter(unread.getValue(), kind.getValue(), chosen == null ? null : chosen.id());
    }

    private @Nullable PackageChoice findPackage(String id) {
        try {
            return toChoice(packages.get(account, id));
        } catch (ProblemException notFound) {
            return null;
        }
    }

    private static PackageChoice toChoice(ResourcePackage one) {
        return new PackageChoice(one.id(), one.title() + " · " + one.region());
    }
}
