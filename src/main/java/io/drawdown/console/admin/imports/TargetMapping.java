package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.usage.imports.ColumnValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields that choose where one target of a mapping comes from: one value for all rows, or a column, whose texts are
 * taken as they are or mapped one by one.
 */
class TargetMapping extends Div {

    private static final String ONE_VALUE = "";

    private final MappingTarget target;
    private final Function<String, ColumnValues> readValues;
    private final Runnable changed;
    private final Select<String> source = new Select<>();
    private final ComboBox<MappingChoice> value;
    private final RadioButtonGroup<Use> use = new RadioButtonGroup<>();
    private final Div values = new Div();
    private final List<ValueMapping> mappedValues = new ArrayList<>();
    private @Nullable ValueMapping others;

    /** How the texts of a column are used. */
    private enum Use {
        AS_IT_IS,
        BY_VALUE
    }

    /**
     * Creates the fields of a target.
     *
     * @param columns the columns of the file
     * @param readValues reads the texts of a column
     * @param changed runs when something else is chosen
     */
    TargetMapping(
            MappingTarget target, List<String> columns, Function<String, ColumnValues> readValues, Runnable changed) {
        this.target = target;
        this.readValues = readValues;
        this.changed = changed;
        addClassName("target-mapping");
        value = target.createField();
        source.setLabel(target.label());
        var sources = new ArrayList<String>();
        sources.add(ONE_VALUE);
        sources.addAll(columns);
        source.setItems(sources);
        source.setItemLabelGenerator(column -> column.equals(ONE_VALUE) ? "The same for all rows" : "By " + column);
        value.setLabel(target.label() + " of all rows");
        if (target.isOptional()) {
            value.setPlaceholder("None");
        }
        use.setLabel("Its values are");
        use.setItems(Use.values());
        use.setItemLabelGenerator(way -> way == Use.AS_IT_IS ? "taken as they are" : "chosen one by one");
        values.addClassName("value-mappings");
        source.setValue(columns.stream()
                .filter(column -> column.equalsIgnoreCase(target.field()))
                .findFirst()
                .orElse(ONE_VALUE));
        showSource();
        source.addValueChangeListener(change -> {
            showSource();
            edit();
        });
        value.addValueChangeListener(change -> edit());
        use.addValueChangeListener(change -> {
            showValues();
            edit();
        });
        add(source, value, use, values);
    }

    String field() {
        return target.field();
    }

    String label() {
        return target.label();
    }

    /** Returns the column that the target goes by; empty if all rows get one value. */
    Optional<String> column() {
        return Optional.ofNullable(source.getValue()).filter(column -> !column.equals(ONE_VALUE));
    }

    /** Returns whether the target needs a value and has none. */
    boolean isMissing() {
        return !target.isOptional() && rule().isEmpty();
    }

    /** Returns the rule of the target; empty if a value is missing. */
    Optional<JsonNode> rule() {
        var json = JsonNodeFactory.instance;
        var column = column();
        if (column.isEmpty()) {
            return Optional.ofNullable(value.getValue()).map(chosen -> json.stringNode(chosen.code()));
        }
        var rule = json.objectNode().put("field", column.get());
        if (use.getValue() == Use.BY_VALUE) {
            var mapped = rule.putObject("values");
            mappedValues.forEach(one -> one.result().ifPresent(result -> mapped.set(one.text(), result)));
            if (others != null) {
                others.result().ifPresent(result -> rule.set("default", result));
            }
        }
        return Optional.of(rule);
    }

    /** Shows what is wrong with the target. */
    void showError(String message) {
        FieldErrors.showError(column().isEmpty() ? value : source, message);
    }

    void clearError() {
        source.setInvalid(false);
        value.setInvalid(false);
    }

    private void showSource() {
        var column = column();
        value.setVisible(column.isEmpty());
        use.setVisible(column.isPresent());
        use.setValue(column.isPresent() && isCode(column.get()) ? Use.AS_IT_IS : Use.BY_VALUE);
        if (column.isPresent()) {
            showValues();
        }
    }

    /** Returns whether a column is named like the target, so that it probably has codes. */
    private boolean isCode(String column) {
        return column.equals(target.field());
    }

    private void showValues() {
        values.removeAll();
        mappedValues.clear();
        others = null;
        var column = column();
        if (column.isPresent() && use.getValue() == Use.BY_VALUE) {
            var found = readValues.apply(column.get());
            for (var text : found.texts()) {
                mappedValues.add(new ValueMapping(target, text, this::edit));
            }
            mappedValues.forEach(values::add);
            others = ValueMapping.ofOthers(target, this::edit);
            values.add(others);
            var note = new Span((found.complete()
                            ? ""
                            : "These are the first "
                                    + Format.count(found.texts().size(), "value", "values") + ". ")
                    + "A value with nothing chosen goes by “All other values”; with nothing chosen there"
                    + " either, its rows are rejected.");
            note.addClassName("quiet");
            values.add(note);
        }
    }

    private void edit() {
        clearError();
        changed.run();
    }
}
