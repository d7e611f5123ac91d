package io.drawdown.console.packages;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.FilterBar;
import io.drawdown.console.format.Words;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.PackageStatus;

/** What narrows the list of packages, and how many are left. */
class PackageFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<PackageStatus> status = new ComboBox<>("Status");

    PackageFilterBar(CatalogNames names, PackageFilter filter, Listener<PackageFilter> listener) {
        super("package", "packages");
        searching(search, "Package or order");
        region.setItems(names.regions());
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        status.setItems(PackageStatus.values());
        status.setItemLabelGenerator(Words::of);
        choosing(region, specification, status);
        show(filter);
        onChange(() -> listener.filtered(filter(), true), search);
        onChange(() -> listener.filtered(filter(), false), region, specification, status);
        add(search, region, specification, status);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
    void show(PackageFilter filter) {
        show(search, filter.text());
        region.setValue(filter.region());
        specification.setValue(filter.specification());
        status.setValue(filter.status());
    }

    private PackageFilter filter() {
        return new PackageFilter(region.getValue(), specification.getValue(), status.getValue(), text(search));
    }
}
