package io.drawdown.console.admin.catalog.specifications;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.admin.catalog.EntryMenu;
import io.drawdown.console.admin.catalog.offers.OffersView;
import io.drawdown.console.admin.catalog.prices.ListPricesView;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.components.list.FilterBar;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The grid of specifications, with the number of offers on sale of each. */
class SpecificationGrid extends DataGrid<Specification> {

    static final Map<String, Comparator<Specification>> SORTABLE = Map.of(
            "name", Comparator.comparing(Specification::name),
            "kind", Comparator.comparing(Specification::kind),
            "vcpus", Comparator.comparing(Specification::vcpus, Comparator.nullsFirst(Comparator.naturalOrder())),
            "memory", Comparator.comparing(Specification::memoryGib, Comparator.nullsFirst(Comparator.naturalOrder())));

    private final Map<String, Long> onSale;
    private final Consumer<String> edit;
    private final EntryMenu.Actions menuActions;

    /**
     * Creates a grid of specifications.
     *
     * @param onSale the number of offers on sale of each specification, by code
     * @param edit edits the specification with a code
     * @param menuActions what the menu of a specification does
     */
    SpecificationGrid(Map<String, Long> onSale, Consumer<String> edit, EntryMenu.Actions menuActions) {
        super(Specification::code);
        this.onSale = onSale;
        this.edit = edit;
        this.menuActions = menuActions;
        componentColumn("Specification", one -> CellLayout.twoLines(name(one), one.code()))
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("12rem")
                .setRowHeader(true);
        textColumn("Kind", one -> DomainLabels.label(one.kind()))
                .setSortProperty("kind")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        numberColumn("vCPUs", one -> count(one.vcpus()))
                .setSortProperty("vcpus")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        numberColumn("Memory, GiB", one -> count(one.memoryGib()))
                .setSortProperty("memory")
                .setFlexGrow(0)
                .setWidth("6.5rem");
        textColumn("Accelerators", SpecificationGrid::accelerators)
                .setFlexGrow(1)
                .setWidth("8rem")
                .setSortable(false);
        componentColumn("Offers on sale", this::offers)
                .setFlexGrow(1)
                .setWidth("8rem")
                .setSortable(false);
        componentColumn("List prices", SpecificationGrid::prices)
                .setFlexGrow(1)
                .setWidth("7rem")
                .setSortable(false);
        componentColumn("Edit", this::action).setFlexGrow(0).setWidth("10rem").setSortable(false);
        showAsCardsWhenNarrow("Specifications", this::card);
    }

    private static String accelerators(Specification one) {
        return Stream.of(count(one.accelerators()), one.acceleratorModel() == null ? "" : one.acceleratorModel())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" × "));
    }

    private Component offers(Specification one) {
        var number = onSale.getOrDefault(one.code(), 0L);
        return number == 0
                ? new Span("no offers")
                : new Anchor(
                        PageAddress.of(
                                OffersView.PATH,
                                QueryParameters.of(FilterBar.SPECIFICATION, one.code())
                                        .merging(OffersView.SALE, "on-sale")),
                        Format.count(number, "offer", "offers"));
    }

    private static Component prices(Specification one) {
        var link = new Anchor(
                PageAddress.of(ListPricesView.PATH, QueryParameters.of(FilterBar.SPECIFICATION, one.code())),
                "See prices");
        link.setAriaLabel("See prices of " + one.name());
        return link;
    }

    private static Component name(Specification one) {
        return one.retired()
                ? CellLayout.spread(new StrongText(one.name()), new StatusBadge("Retired", StatusTone.EXPIRED))
                : new StrongText(one.name());
    }

    private Component action(Specification one) {
        var actions = new Div(
                CellLayout.rowButton("Edit …", "Edit " + one.code(), () -> edit.accept(one.code())),
                new EntryMenu(one.code(), one.retired(), menuActions));
        actions.addClassName("row-actions");
        return actions;
    }

    private Component card(Specification one) {
        var about = Stream.of(
                        DomainLabels.label(one.kind()),
                        one.vcpus() == null ? "" : count(one.vcpus()) + " vCPUs",
                        one.memoryGib() == null ? "" : count(one.memoryGib()) + " GiB",
                        accelerators(one))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
        return CellLayout.rowCard(
                name(one),
                CellLayout.quietText(one.code()),
                new Span(about),
                CellLayout.spread(offers(one), prices(one), action(one)));
    }

    private static String count(@Nullable Integer number) {
        return number == null ? "" : Format.count(number);
    }
}
