package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.purchase.OffersForSale.SpecificationForSale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The field for the specification, grouped by kind. */
class SpecificationField extends Div {

    private static final List<NodeKind> KINDS = List.of(NodeKind.GPU, NodeKind.ASCEND, NodeKind.CPU);

    private final RadioButtonGroup<NodeKind> kinds = new RadioButtonGroup<>();
    private final CardGroup<SpecificationForSale> cards =
            new CardGroup<>("", one -> one.specification().name(), SpecificationField::describe);
    private List<SpecificationForSale> specificationsOnSale = List.of();
    private boolean isFilling;

    SpecificationField(Runnable changed) {
        addClassNames("field", "specification");
        var label = new Span("Specification");
        label.addClassName("label");
        kinds.addClassName("chips");
        kinds.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        kinds.setAriaLabel("Kind of resource");
        kinds.setItemLabelGenerator(DomainLabels::label);
        kinds.addValueChangeListener(change -> {
            if (!isFilling) {
                showCards(firstOf(change.getValue()));
                changed.run();
            }
        });
        cards.setAriaLabel("Specification");
        cards.addValueChangeListener(change -> {
            if (!isFilling) {
                changed.run();
            }
        });
        add(label, kinds, cards);
    }

    /** Sets the specifications and chooses the first preferred code among them, or else the first specification. */
    void setSpecifications(List<SpecificationForSale> specifications, Stream<String> preferred) {
        specificationsOnSale = specifications;
        showCards(
                preferred.map(this::find).flatMap(Optional::stream).findFirst().orElseGet(this::first));
    }

    @Nullable
    Specification value() {
        var chosen = cards.getValue();
        return chosen == null ? null : chosen.specification();
    }

    private void showCards(@Nullable SpecificationForSale chosen) {
        isFilling = true;
        try {
            setVisible(chosen != null);
            kinds.setItems(KINDS.stream().filter(kind -> firstOf(kind) != null).toList());
            kinds.setValue(chosen == null ? null : kindOf(chosen));
            cards.setItems(specificationsOnSale.stream()
                    .filter(one -> chosen != null && kindOf(one) == kindOf(chosen))
                    .toList());
            cards.setValue(chosen);
        } finally {
            isFilling = false;
        }
    }

    private Optional<SpecificationForSale> find(String code) {
        return specificationsOnSale.stream()
                .filter(one -> one.specification().code().equals(code))
                .findFirst();
    }

    private @Nullable SpecificationForSale first() {
        return KINDS.stream()
                .flatMap(kind -> Stream.ofNullable(firstOf(kind)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable SpecificationForSale firstOf(NodeKind kind) {
        return specificationsOnSale.stream()
                .filter(one -> kindOf(one) == kind)
                .findFirst()
                .orElse(null);
    }

    private static NodeKind kindOf(SpecificationForSale one) {
        return one.specification().kind();
    }

    private static List<String> describe(SpecificationForSale one) {
        var lines = new ArrayList<String>();
        var node = nodeText(one.specification());
        if (!node.isEmpty()) {
            lines.add(node);
        }
        lines.add(
                one.listPrice() == null
                        ? "no list price"
                        : "list price " + Format.nodeHourPrice(one.listPrice()) + " / h");
        return lines;
    }

    private static String nodeText(Specification specification) {
        var parts = new ArrayList<String>();
        if (specification.vcpus() != null) {
            parts.add(specification.vcpus() + " vCPU");
        }
        if (specification.memoryGib() != null) {
            parts.add(specification.memoryGib() + " GiB");
        }
        if (specification.accelerators() != null && specification.accelerators() > 0) {
            var model = specification.acceleratorModel();
            parts.add(specification.accelerators() + " × " + (model == null ? "accelerator" : model));
        }
        return String.join(" · ", parts);
    }
}
