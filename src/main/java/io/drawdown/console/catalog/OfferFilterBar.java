package io.drawdown.console.catalog;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.catalog.OfferFilter.Sale;
import io.drawdown.console.components.FilterBar;

/** What narrows the list of offers, and how many are left. */
class OfferFilterBar extends FilterBar {

    private final TextField search = new TextField("Search");
    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<Sale> sale = new ComboBox<>("Sale");

    OfferFilterBar(CatalogNames names, Listener<OfferFilter> listener) {
        super("offer", "offers");
        searching(search, "Name or code");
        region.setItems(names.regions());
        specification.setItems(names.specifications());
        specification.setItemLabelGenerator(names::specification);
        sale.setItems(Sale.values());
        sale.setItemLabelGenerator(Sale::words);
        choosing(region, specification, sale);
        onChange(() -> listener.filtered(filter(), true), search);
        onChange(() -> listener.filtered(filter(), false), region, specification, sale);
        add(search, region, specification, sale);
        addCount();
    }

    /** Shows a filter, without telling anybody. */
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
