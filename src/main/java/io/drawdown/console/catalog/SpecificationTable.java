package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.Specification;
import io.drawdown.console.Address;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Specifications, with what is on sale of each. */
class SpecificationTable extends Table<Specification> {

    static final Map<String, Comparator<Specification>> SORTABLE = Map.of(
            "name", Comparator.comparing(Specification::name),
            "kind", Comparator.comparing(Specification::kind),
            "vcpus", Comparator.comparing(Specification::vcpus, Comparator.nullsFirst(Comparator.naturalOrder())),
            "memory", Comparator.comparing(Specification::memoryGib, Comparator.nullsFirst(Comparator.naturalOrder())));

    private final Map<String, Long> onSale;
    private final Consumer<String> edit;

    /**
     * A table of specifications.
     *
     * @param onSale how many offers are on sale of each, by code
     * @param edit changes the specification with a code
     */
    SpecificationTable(Map<String, Long> onSale, Consumer<String> edit) {
        super(Specification::code);
        this.onSale = onSale;
        this.edit = edit;
        component("Specification", one -> Lines.of(new Strong(one.name()), one.code()))
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("13rem")
                .setRowHeader(true);
        text("Kind", one -> Words.of(one.kind()))
                .setSortProperty("kind")
                .setFlexGrow(0)
                .setWidth("6rem");
        number("vCPUs", one -> count(one.vcpus()))
                .setSortProperty("vcpus")
                .setFlexGrow(0)
                .setWidth("6rem");
        number("Memory, GiB", one -> count(one.memoryGib()))
                .setSortProperty("memory")
                .setFlexGrow(0)
                .setWidth("8rem");
        text("Accelerators", SpecificationTable::accelerators)
                .setFlexGrow(1)
                .setWidth("9rem")
                .setSortable(false);
        component("Offers on sale", this::offers)
                .setFlexGrow(1)
                .setWidth("8rem")
                .setSortable(false);
        component("List prices", SpecificationTable::prices)
                .setFlexGrow(1)
                .setWidth("7rem")
                .setSortable(false);
        component("Edit", this::action).setFlexGrow(0).setWidth("6rem").setSortable(false);
        orAsCards("Specifications", this::card);
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
                        Address.of(
                                OffersView.PATH,
                                QueryParameters.of(OfferFilters.SPECIFICATION, one.code())
                                        .merging(OfferFilters.SALE, "on-sale")),
                        Format.count(number, "offer", "offers"));
    }

    private static Component prices(Specification one) {
        var link = new Anchor(
                Address.of(ListPricesView.PATH, QueryParameters.of(PriceFilters.SPECIFICATION, one.code())),
                "See prices");
        link.setAriaLabel("See list prices of " + one.name());
        return link;
    }

    private Button action(Specification one) {
        return Lines.button("Edit …", "Edit " + one.code(), () -> edit.accept(one.code()));
    }

    private Component card(Specification one) {
        var about = Stream.of(
                        Words.of(one.kind()),
                        one.vcpus() == null ? "" : count(one.vcpus()) + " vCPUs",
                        one.memoryGib() == null ? "" : count(one.memoryGib()) + " GiB",
                        accelerators(one))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
        return Lines.card(
                new Strong(one.name()),
                Lines.quiet(one.code()),
                new Span(about),
                Lines.between(offers(one), prices(one), action(one)));
    }

    private static String count(@Nullable Integer number) {
        return number == null ? "" : Format.count(number);
    }
}
