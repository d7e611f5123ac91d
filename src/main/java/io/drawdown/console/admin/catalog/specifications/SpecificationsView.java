package io.drawdown.console.admin.catalog.specifications;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.admin.catalog.RetirablePage;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.label.DomainLabels;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Route("specifications")
@PageTitle("Specifications · Drawdown")
@Menu(title = "Specifications", order = 41)
@RolesAllowed("ADMIN")
class SpecificationsView extends RetirablePage<Specification> {

    private final Specifications specifications;
    private final Offers offers;

    SpecificationsView(Specifications specifications, Offers offers) {
        super("Specifications", "specifications", "specification", "specifications");
        this.specifications = specifications;
        this.offers = offers;
    }

    @Override
    protected List<Specification> loadAll() {
        return specifications.list();
    }

    @Override
    protected @Nullable String[] searchTexts(Specification one) {
        return new String[] {one.code(), one.name(), DomainLabels.label(one.kind()), one.acceleratorModel()};
    }

    @Override
    protected Map<String, Comparator<Specification>> orders() {
        return SpecificationGrid.SORTABLE;
    }

    @Override
    protected SpecificationGrid grid() {
        var onSale = offers.list(null, null).stream()
                .filter(Offer::onSale)
                .collect(Collectors.groupingBy(Offer::specification, Collectors.counting()));
        return new SpecificationGrid(
                onSale, code -> edit(specifications.find(code).orElseThrow()), this);
    }

    @Override
    protected Dialog createDialog(@Nullable Specification seen, Consumer<Specification> saved) {
        return new SpecificationDialog(specifications, seen, saved);
    }

    @Override
    protected String displayName(Specification one) {
        return one.name() + " (" + one.code() + ")";
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No specifications yet",
                "A specification is a kind of node that jobs run on. Add the first one; then list prices and offers.");
    }

    @Override
    protected Optional<Specification> find(String code) {
        return specifications.find(code);
    }

    @Override
    protected void retire(String code) {
        specifications.retire(code);
    }

    @Override
    protected void restoreRetired(String code) {
        specifications.restore(code);
    }

    @Override
    protected void remove(String code) {
        specifications.remove(code);
    }
}
