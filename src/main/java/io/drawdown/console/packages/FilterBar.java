package io.drawdown.console.packages;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.PackageStatus;

/** What narrows the list of packages, and how many are left. */
class FilterBar extends Div {

    private static final int TYPING_MILLIS = 300;

    /** Learns of a changed filter, and whether it changed by typing. */
    interface Listener {
        void filtered(PackageFilter filter, boolean typing);
    }

    private final TextField search = new TextField("Search");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<PackageStatus> status = new ComboBox<>("Status");
    private final Span count = new Span();

    FilterBar(CatalogNames names, PackageFilter filter, Listener listener) {
        addClassName("filter-bar");
        search.setPlaceholder("Package or order");
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(TYPING_MILLIS);
        region.setItems(names.regions());
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        status.setItems(PackageStatus.values());
        status.setItemLabelGenerator(Words::of);
        for (var choice : new ComboBox<?>[] {region, specification, status}) {
            choice.setPlaceholder("All");
            choice.setClearButtonVisible(true);
        }
        show(filter);
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                listener.filtered(filter(), true);
            }
        });
        for (var choice : new ComboBox<?>[] {region, specification, status}) {
            choice.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    listener.filtered(filter(), false);
                }
            });
        }
        count.addClassNames("count", "quiet");
        count.getElement().setAttribute("role", "status");
        add(search, region, specification, status, count);
    }

    /** Shows a filter, without telling anybody. */
    void show(PackageFilter filter) {
        search.setValue(filter.text() == null ? "" : filter.text());
        region.setValue(filter.region());
        specification.setValue(filter.specification());
        status.setValue(filter.status());
    }

    /** Says how many packages the filter lets through. */
    void setCount(long packages) {
        count.setText(Format.count(packages, "package", "packages"));
    }

    private PackageFilter filter() {
        var text = search.getValue().strip();
        return new PackageFilter(region.getValue(), specification.getValue(), status.getValue(), text.isEmpty() ? null : text);
    }
}
