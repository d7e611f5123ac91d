package io.drawdown.console.admin.catalog.offers;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.admin.catalog.offers.OfferFilter.Sale;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.FilterBar;

/** The filters of the offers, with the number of matching offers. */
class OfferFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<Sale> sale = new ComboBox<>("Sale");

    OfferFilterBar(CatalogNames names, Listener<OfferFilter> listener) {
        super("offer", "offers");
        setUpSearch(search, "Name or code");
        region.setItems(names.regionCodes());
        specification.setItems(names.specificationCodes());
        specification.setItemLabelGenerator(names::specificationName);
        sale.setItems(Sale.values());
        sale.setItemLabelGenerator(Sale::words);
        setUpChoices(region, specification, sale);
        onChange(() -> listener.filterChanged(filter(), true), search);
        onChange(() -> listener.filterChanged(filter(), false), region, specification, sale);
        add(search, region, specification, sale);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(OfferFilter filter) {
        show(search, filter.text());
        region.setValue(filter.region());
        specification.setValue(filter.specification());
        sale.setValue(filter.sale());
    }

    private OfferFilter filter() {
        return new OfferFilter(text(search), region.getValue(), specification.getValue(), sale.getValue());
    }
}
