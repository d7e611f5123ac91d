package io.drawdown.console.alerts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.alert.Threshold;
import io.drawdown.console.components.ParsedField;
import io.drawdown.console.components.Refusal;
import io.drawdown.console.format.EnteredText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of an entry: the switch, the threshold type and for each type what is to be reached. */
final class EntryFields {

    private static final int TYPING_MILLIS = 400;

    private final Switch enabled;
    private final Select<Entry.Types> types = new Select<>();
    private final Map<Threshold.Type, ParsedField<List<Threshold>>> texts = new EnumMap<>(Threshold.Type.class);
    private final Div values = new Div();
    private Entry entry;
    private boolean insists;

    /**
     * Fields of an entry.
     *
     * @param of what they are of, to those who can't see where they stand
     * @param total the node-seconds that percentages are of; 0 where that isn't known
     */
    EntryFields(String of, Entry entry, long total, Consumer<Entry> changed) {
        this.entry = entry;
        enabled = new Switch("Alert for " + of);
        enabled.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                enter(this.entry.withEnabled(change.getValue()), changed);
            }
        });
        types.setAriaLabel("Threshold type for " + of);
        types.setItems(Entry.Types.values());
        types.setItemLabelGenerator(EntryFields::inWords);
        types.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                enter(this.entry.withTypes(change.getValue(), total), changed);
            }
        });
        for (var type : Threshold.Type.values()) {
            var text = text(type, of, changed);
            texts.put(type, text);
            values.add(text);
        }
        values.addClassName("values");
        show(entry);
    }

    /** Names the fields for all to see, where no columns do. */
    void label() {
        types.setLabel("Threshold type");
        texts.values().forEach(text -> text.setLabel("Remaining usage threshold"));
    }

    Switch enabled() {
        return enabled;
    }

    Select<Entry.Types> types() {
        return types;
    }

    /** The fields of what is to be reached. */
    Div values() {
        return values;
    }

    /** Shows an entry, with what is wrong with it. */
    void show(Entry shown) {
        entry = shown;
        enabled.setValue(shown.enabled());
        types.setValue(shown.types());
        texts.forEach((type, text) -> {
            text.setVisible(shown.types().has(type));
            // A text that is too long stays in the field; the entry has the beginning of it.
            if (!EnteredText.bounded(text.getValue()).equals(shown.text(type))) {
                text.setValue(shown.text(type));
            }
        });
        showProblems();
    }

    /** Says from now on also that something is missing. */
    void insist() {
        insists = true;
        showProblems();
    }

    /** Puts the keyboard where something is wrong, or else on the switch. */
    void focus() {
        texts.values().stream()
                .filter(ParsedField::isInvalid)
                .findFirst()
                .ifPresentOrElse(ParsedField::focus, enabled::focus);
    }

    void setReadOnly() {
        enabled.setEnabled(false);
        types.setReadOnly(true);
        texts.values().forEach(text -> text.setReadOnly(true));
    }

    private ParsedField<List<Threshold>> text(Threshold.Type type, String of, Consumer<Entry> changed) {
        var text = new ParsedField<>(
                "", new ThresholdFormat(type, () -> entry.origin().thresholds()));
        text.setAriaLabel("Remaining usage threshold for " + of
                + switch (type) {
                    case PERCENTAGE -> ", percentages";
                    case REMAINING -> ", node-hours";
                });
        text.setPlaceholder(type == Threshold.Type.PERCENTAGE ? "20 %, 5 %" : "50.00 h");
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(TYPING_MILLIS);
        text.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                enter(entry.withText(type, EnteredText.bounded(change.getValue())), changed);
            }
        });
        return text;
    }

    private void enter(Entry entered, Consumer<Entry> changed) {
        show(entered);
        changed.accept(entered);
    }

    private void showProblems() {
        texts.forEach((type, text) -> {
            var problem = insists || !entry.text(type).isEmpty() ? entry.problem(type) : null;
            if (problem == null) {
                text.setInvalid(false);
            } else {
                Refusal.show(text, problem);
            }
        });
    }

    private static String inWords(Entry.Types types) {
        return switch (types) {
            case PERCENTAGE -> "Percentage";
            case REMAINING -> "Remaining duration";
            case BOTH -> "Both";
        };
    }
}
