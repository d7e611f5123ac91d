package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.base.sql.Listing;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/**
 * What a row of a history is mapped to, such as its account.
 *
 * @param field its name in the mapping
 * @param label its name on screen
 * @param choices finds the values that match the words of a search; all if there are none
 */
record MappingTarget(String field, String label, Function<@Nullable String, Listing<MappingChoice>> choices) {

    /** Creates a target with a few values. */
    static MappingTarget of(String field, String label, List<MappingChoice> values) {
        return new MappingTarget(
                field,
                label,
                words -> Listing.of(values.stream()
                        .filter(value -> words == null
                                || value.label().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                        .toList()));
    }

    /** Creates a field in which one of the values is chosen. */
    ComboBox<MappingChoice> createField() {
        var field = new ComboBox<MappingChoice>();
        field.setItems(
                query -> choices
                        .apply(query.getFilter().orElse(null))
                        .rows(query.getOffset(), query.getLimit(), Sort.unsorted())
                        .stream(),
                query -> Math.toIntExact(
                        choices.apply(query.getFilter().orElse(null)).count()));
        field.getLazyDataView().setIdentifierProvider(MappingChoice::code);
        field.setItemLabelGenerator(MappingChoice::label);
        field.setClearButtonVisible(true);
        return field;
    }
}
