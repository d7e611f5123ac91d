package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.html.Div;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.usage.imports.ColumnValues;
import io.drawdown.usage.imports.HistoryPreview;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** The form that maps the columns of a file, with the columns and what they are taken as. */
class MappingForm {

    private final HistoryPreview preview;
    private final Runnable changed;
    private final List<TargetMapping> mappings;
    private final Card columnCard;
    private final Card card;
    private final ColumnGrid columns;

    /**
     * Creates a form for a file.
     *
     * @param readValues reads the texts of a column
     * @param changed runs when something else is chosen
     */
    MappingForm(
            List<MappingTarget> targets,
            HistoryPreview preview,
            Function<String, ColumnValues> readValues,
            Runnable changed) {
        this.preview = preview;
        this.changed = changed;
        columns = new ColumnGrid(preview, column -> "");
        var names = preview.columns().stream()
                .map(HistoryPreview.Column::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        mappings = targets.stream()
                .map(target -> new TargetMapping(target, names, readValues, this::showChange))
                .toList();
        var form = new Div();
        form.addClassName("target-mappings");
        mappings.forEach(form::add);
        card = new Card("What each row is for", form);
        columnCard = new Card("Columns", columns)
                .subtitle("As the first " + Format.count(preview.rows().size(), "row shows", "rows show"));
        showUses();
    }

    Card columnCard() {
        return columnCard;
    }

    Card card() {
        return card;
    }

    /** Returns the mapping as JSON. */
    String toJson(@Nullable String zone) {
        var mapping = JsonNodeFactory.instance.objectNode();
        mappings.forEach(one -> one.rule().ifPresent(rule -> mapping.set(one.field(), rule)));
        if (zone != null) {
            mapping.put("zone", zone);
        }
        return mapping.toString();
    }

    /** Returns whether every target has a value or a column, and shows where one is missing. */
    boolean validate() {
        mappings.forEach(TargetMapping::clearError);
        var missing = mappings.stream().filter(TargetMapping::isMissing).toList();
        missing.forEach(one -> one.showError("Choose the " + one.label().toLowerCase(Locale.ROOT) + "."));
        return missing.isEmpty();
    }

    /** Shows a problem where it belongs. Returns false if none of it belongs here. */
    boolean showProblem(ProblemException refused) {
        return refused.errors().stream().filter(this::show).count() > 0;
    }

    private boolean show(FieldProblem problem) {
        var atFault = mappings.stream()
                .filter(one -> problem.field().startsWith("mapping." + one.field()))
                .findFirst();
        atFault.ifPresent(one -> one.showError(one.label() + " " + problem.message() + "."));
        return atFault.isPresent();
    }

    private void showChange() {
        showUses();
        changed.run();
    }

    private void showUses() {
        columns.showUses(preview, this::mappedTo);
    }

    private String mappedTo(String column) {
        return mappings.stream()
                .filter(one -> one.column().filter(column::equals).isPresent())
                .map(one -> one.label().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
