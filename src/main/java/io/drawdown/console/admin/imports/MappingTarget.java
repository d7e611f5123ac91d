package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.combobox.ComboBox;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.field.EnteredText;
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
 * @param isOptional whether rows may do without it; its values are typed, for there is no list of them
 * @param choices finds the values that match the words of a search; all if there are none
 */
record MappingTarget(
        String field, String label, boolean isOptional, Function<@Nullable String, Listing<MappingChoice>> choices) {

    /** Creates a target that rows may do without, with values that are typed. */
    static MappingTarget optional(String field, String label) {
        return new MappingTarget(field, label, true, words -> Listing.of(List.of()));
    }

    /** Creates a target with a few values. */
    static MappingTarget of(String field, String label, List<MappingChoice> values) {
        return new MappingTarget(
                field,
                label,
                false,
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
        if (isOptional) {
            field.setAllowCustomValue(true);
            field.addCustomValueSetListener(typed -> {
                var text = EnteredText.bounded(EnteredText.strip(typed.getDetail()));
                field.setValue(text.isEmpty() ? null : new MappingChoice(text, text));
            });
        }
        return field;
    }
}
