package io.drawdown.console.admin.catalog.prices;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.admin.catalog.PriceLabels;
import io.drawdown.console.admin.catalog.prices.PriceFilter.PriceState;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.list.FilterBar;
import java.util.function.Consumer;

/** The filters of the list prices, with the number of matching scopes. */
class PriceFilterBar extends FilterBar {

    private final ComboBox<String> region = new ComboBox<>("Region");
    private final ComboBox<String> specification = new ComboBox<>("Specification");
    private final ComboBox<Pool> pool = new ComboBox<>("Pool");
    private final ComboBox<PriceState> standing = new ComboBox<>("Price");

    PriceFilterBar(CatalogNames names, Consumer<PriceFilter> filtered) {
        super("list price", "list prices");
        region.setItems(names.regionCodes());
        specification.setItems(names.specificationCodes());
        specification.setItemLabelGenerator(names::specificationName);
        pool.setItems(Pool.values());
        pool.setItemLabelGenerator(PriceLabels::label);
        standing.setItems(PriceState.values());
        standing.setItemLabelGenerator(PriceState::words);
        setUpChoices(region, specification, pool, standing);
        onChange(() -> filtered.accept(filter()), region, specification, pool, standing);
        add(region, specification, pool, standing);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(PriceFilter filter) {
        region.setValue(filter.region());
        specification.setValue(filter.specification());
        pool.setValue(filter.pool());
        standing.setValue(filter.standing());
    }

    private PriceFilter filter() {
        return new PriceFilter(region.getValue(), specification.getValue(), pool.getValue(), standing.getValue());
    }
}
