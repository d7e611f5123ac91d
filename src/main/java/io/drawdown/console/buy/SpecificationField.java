package io.drawdown.console.buy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import io.drawdown.catalog.NodeKind;
import io.drawdown.catalog.Specification;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.purchase.Assortment.SpecificationOnSale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses the specification, by its kind first. */
class SpecificationField extends Div {

    private static final List<NodeKind> KINDS = List.of(NodeKind.GPU, NodeKind.ASCEND, NodeKind.CPU);

    private final RadioButtonGroup<NodeKind> kinds = new RadioButtonGroup<>();
    private final CardGroup<SpecificationOnSale> cards =
            new CardGroup<>("", one -> one.specification().name(), SpecificationField::describe);
    private List<SpecificationOnSale> onSale = List.of();
    private boolean filling;

    SpecificationField(Runnable changed) {
        addClassNames("field", "specification");
        var label = new Span("Specification");
        label.addClassName("label");
        kinds.addClassName("chips");
        kinds.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        kinds.setAriaLabel("Kind of resource");
        kinds.setItemLabelGenerator(Words::of);
        kinds.addValueChangeListener(change -> {
            if (!filling) {
                fill(firstOf(change.getValue()));
                changed.run();
            }
        });
        cards.setAriaLabel("Specification");
        cards.addValueChangeListener(change -> {
            if (!filling) {
                changed.run();
            }
        });
        add(label, kinds, cards);
    }

    /** Lets one of these be chosen, and chooses the first of these codes that is among them, else the first. */
    void offer(List<SpecificationOnSale> specifications, Stream<String> preferred) {
        onSale = specifications;
        fill(preferred.map(this::find).flatMap(Optional::stream).findFirst().orElseGet(this::first));
    }

    @Nullable
    Specification value() {
        var chosen = cards.getValue();
        return chosen == null ? null : chosen.specification();
    }

    private void fill(@Nullable SpecificationOnSale chosen) {
        filling = true;
        try {
            setVisible(chosen != null);
            kinds.setItems(KINDS.stream().filter(kind -> firstOf(kind) != null).toList());
            kinds.setValue(chosen == null ? null : kind(chosen));
            cards.setItems(onSale.stream()
                    .filter(one -> chosen != null && kind(one) == kind(chosen))
                    .toList());
            cards.setValue(chosen);
        } finally {
            filling = false;
        }
    }

    private Optional<SpecificationOnSale> find(String code) {
        return onSale.stream()
                .filter(one -> one.specification().code().equals(code))
                .findFirst();
    }

    private @Nullable SpecificationOnSale first() {
        return KINDS.stream()
                .flatMap(kind -> Stream.ofNullable(firstOf(kind)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable SpecificationOnSale firstOf(NodeKind kind) {
        return onSale.stream().filter(one -> kind(one) == kind).findFirst().orElse(null);
    }

    private static NodeKind kind(SpecificationOnSale one) {
        return one.specification().kind();
    }

    private static List<String> describe(SpecificationOnSale one) {
        var lines = new ArrayList<String>();
        var node = node(one.specification());
        if (!node.isEmpty()) {
            lines.add(node);
        }
        lines.add(one.listPrice() == null ? "no list price" : "list price " + Format.price(one.listPrice()) + " / h");
        return lines;
    }

    private static String node(Specification specification) {
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
