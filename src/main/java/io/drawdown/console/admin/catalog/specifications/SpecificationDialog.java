package io.drawdown.console.admin.catalog.specifications;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.admin.catalog.EditDialog;
import io.drawdown.console.admin.catalog.LookAlike;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.label.DomainLabels;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dialog that adds a specification or changes one. */
class SpecificationDialog extends EditDialog<Specification> {

    private final Specifications specifications;
    private final TextField code = addPart("code", new TextField("Code"), Specification::code, value -> value);
    private final TextField name = addPart("name", new TextField("Name"), Specification::name, value -> value);
    private final RadioButtonGroup<NodeKind> kind = addPart(
            "kind", new RadioButtonGroup<>("Kind", NodeKind.values()), Specification::kind, DomainLabels::label);
    private final CountField vcpus = count("vcpus", "vCPUs", Specification::vcpus);
    private final CountField memory = count("memoryGib", "Memory, GiB", Specification::memoryGib);
    private final CountField accelerators = count("accelerators", "Accelerators", Specification::accelerators);
    private final TextField model = addPart(
            "acceleratorModel",
            new TextField("Accelerator model"),
            specification -> specification.acceleratorModel() == null ? "" : specification.acceleratorModel(),
            value -> value.isEmpty() ? "empty" : value);

    SpecificationDialog(Specifications specifications, @Nullable Specification seen, Consumer<Specification> saved) {
        super(seen == null ? "Add a specification" : "Edit " + seen.code(), seen == null ? "Add" : "Save", seen, saved);
        this.specifications = specifications;
        code.setReadOnly(seen != null);
        code.setHelperText(
                seen == null
                        ? "Used by programs, such as modelarts.vm.gpu.v100. It can’t be changed later."
                        : "It can’t be changed later.");
        name.setHelperText("Shown to users.");
        kind.addThemeVariants(RadioGroupVariant.AURA_HORIZONTAL);
        kind.setItemLabelGenerator(DomainLabels::label);
        addRows(inOneLine(code, name), kind, inOneLine(vcpus, memory), inOneLine(accelerators, model));
        if (seen != null) {
            showValues(seen);
        }
    }

    private CountField count(String path, String label, Function<Specification, @Nullable Integer> of) {
        var field = new CountField(label);
        field.setPlaceholder("Not specified");
        return addPart(path, field, of);
    }

    @Override
    protected Specification enteredValue() {
        var modelText = model.getValue().strip();
        return new Specification(
                code.getValue().strip(),
                name.getValue().strip(),
                kind.getValue(),
                vcpus.read(),
                memory.read(),
                accelerators.read(),
                modelText.isEmpty() ? null : modelText);
    }

    @Override
    protected @Nullable ConfirmationDialog confirmation(
            @Nullable Specification seen, Specification entered, Runnable save) {
        return seen == null
                ? LookAlike.ofCodeOrName(entered, specifications.list(), Specification::code, Specification::name, save)
                : null;
    }

    @Override
    protected Specification save(@Nullable Specification seen, Specification entered) {
        return specifications.put(seen, entered);
    }

    @Override
    protected Optional<Specification> readCurrent() {
        return specifications.find(code.getValue());
    }
}
