package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.usage.imports.HistoryPreview;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The grid of a file's columns: their first texts, and what each is taken as. */
class ColumnGrid extends DataGrid<ColumnGrid.ColumnUse> {

    private static final int EXAMPLES = 3;
    private static final int MAX_EXAMPLE_LENGTH = 40;
    private static final String NO_USE = "Not used";

    /** A column with its first texts, and what it is taken as. */
    record ColumnUse(int index, String name, String examples, String use) {}

    /**
     * Creates a grid of the columns of a file.
     *
     * @param mappedTo returns what the mapping uses a column for; empty if nothing
     */
    ColumnGrid(HistoryPreview preview, Function<String, String> mappedTo) {
        super(ColumnUse::index);
        textColumn("Column", ColumnUse::name).setFlexGrow(1).setWidth("9rem").setRowHeader(true);
        componentColumn("Examples", column -> wrappedText(column.examples()))
                .setFlexGrow(3)
                .setWidth("14rem");
        componentColumn("Taken as", column -> wrappedText(column.use()))
                .setFlexGrow(2)
                .setWidth("10rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Columns", ColumnGrid::card);
        showUses(preview, mappedTo);
    }

    void showUses(HistoryPreview preview, Function<String, String> mappedTo) {
        var columns = IntStream.range(0, preview.columns().size())
                .mapToObj(index -> columnUse(preview, index, mappedTo))
                .toList();
        show(Listing.of(columns), columns.size());
    }

    private static ColumnUse columnUse(HistoryPreview preview, int index, Function<String, String> mappedTo) {
        var column = preview.columns().get(index);
        var mapped = mappedTo.apply(column.name());
        var uses = List.of(column.takenFor() == null ? "" : column.takenFor(), mapped).stream()
                .filter(use -> !use.isEmpty())
                .collect(Collectors.joining(", "));
        return new ColumnUse(
                index,
                column.name().isEmpty() ? "(no name)" : column.name(),
                preview.rows().stream()
                        .map(row -> row.get(index).strip())
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .limit(EXAMPLES)
                        .map(ColumnGrid::shortened)
                        .collect(Collectors.joining(" · ")),
                uses.isEmpty() ? NO_USE : Character.toUpperCase(uses.charAt(0)) + uses.substring(1));
    }

    private static String shortened(String text) {
        return text.length() > MAX_EXAMPLE_LENGTH ? text.substring(0, MAX_EXAMPLE_LENGTH) + "…" : text;
    }

    private static Component card(ColumnUse column) {
        return CellLayout.rowCard(
                CellLayout.spread(new StrongText(column.name()), quietText(column.use())),
                wrappedText(column.examples()));
    }
}
