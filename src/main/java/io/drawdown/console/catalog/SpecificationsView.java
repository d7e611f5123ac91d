package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Specification;
import io.drawdown.console.format.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Route("specifications")
@PageTitle("Specifications · Drawdown")
@Menu(title = "Specifications", order = 41)
@RolesAllowed("ADMIN")
class SpecificationsView extends SearchedPage<Specification> {

    private final Catalog catalog;

    SpecificationsView(Catalog catalog) {
        super("Specifications", "specifications", "specification", "specifications");
        this.catalog = catalog;
    }

    @Override
    protected List<Specification> all() {
        return catalog.specifications();
    }

    @Override
    protected List<@Nullable String> texts(Specification one) {
        return Arrays.asList(one.code(), one.name(), Words.of(one.kind()), one.acceleratorModel());
    }

    @Override
    protected Component table(List<Specification> some, Consumer<Specification> edit) {
        var onSale = catalog.offers(null, null).stream()
                .filter(Offer::onSale)
                .collect(Collectors.groupingBy(Offer::specification, Collectors.counting()));
        var table = new SpecificationTable(
                onSale, code -> edit.accept(catalog.specification(code).orElseThrow()));
        table.show(new Rows<>(some, SpecificationTable.SORTABLE), some.size());
        return table;
    }

    @Override
    protected Dialog dialog(@Nullable Specification seen, Consumer<Specification> saved) {
        return new SpecificationDialog(catalog, seen, saved);
    }

    @Override
    protected String name(Specification one) {
        return one.name() + " (" + one.code() + ")";
    }

    @Override
    protected String nothingYet() {
        return "A specification is a kind of node that jobs run on. Add the first one; then list prices and offers.";
    }
}
