package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The fields that choose what one text of a column means, or that its rows are skipped. */
class ValueMapping extends Div {

    private final String text;
    private final ComboBox<MappingChoice> meaning;
    private final Checkbox skip = new Checkbox("Skip its rows");

    /**
     * Creates the fields of a text in the file.
     *
     * @param changed runs when something else is chosen
     */
    ValueMapping(MappingTarget target, String text, Runnable changed) {
        this(target, text, text.isEmpty() ? "(empty)" : text, changed);
    }

    /** Creates the fields of all texts that have none of their own. */
    static ValueMapping ofOthers(MappingTarget target, Runnable changed) {
        return new ValueMapping(target, "", "All other values", changed);
    }

    private ValueMapping(MappingTarget target, String text, String name, Runnable changed) {
        this.text = text;
        addClassName("value-mapping");
        meaning = target.createField();
        meaning.setPlaceholder(target.label());
        meaning.setAriaLabel(target.label() + " of " + name);
        skip.setAriaLabel("Skip rows of " + name);
        skip.addValueChangeListener(change -> {
            meaning.setEnabled(!change.getValue());
            changed.run();
        });
        meaning.addValueChangeListener(change -> changed.run());
        add(new Span(name), meaning, skip);
    }

    String text() {
        return text;
    }

    /** Returns what the text is mapped to: a code, null to skip its rows, or nothing. */
    Optional<JsonNode> result() {
        var json = JsonNodeFactory.instance;
        return skip.getValue()
                ? Optional.of(json.nullNode())
                : Optional.ofNullable(meaning.getValue()).map(chosen -> json.stringNode(chosen.code()));
    }
}
