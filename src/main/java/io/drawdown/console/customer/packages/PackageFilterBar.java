package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;

/** The filters of the packages, with the number of matching packages. */
class PackageFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<PackageStatus> status = new ComboBox<>("Status");

    PackageFilterBar(CatalogNames names, PackageFilter filter, Listener<PackageFilter> listener) {
        super("package", "packages");
        setUpSearch(search, "Package or order");
        region.setItems(names.regionCodes());
        specification.setItems(names.specificationCodes());
        specification.setItemLabelGenerator(names::specificationName);
        status.setItems(PackageStatus.values());
        status.setItemLabelGenerator(DomainLabels::label);
        setUpChoices(region, specification, status);
        show(filter);
        onChange(() -> listener.filterChanged(filter(), true), search);
        onChange(() -> listener.filterChanged(filter(), false), region, specification, status);
        add(search, region, specification, status);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
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
