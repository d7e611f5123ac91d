package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.console.components.field.EnteredText;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.ParsedField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of an alert entry: the switch, the threshold type, and the thresholds of each type. */
public final class AlertEntryFields {

    private static final int TYPING_MILLIS = 400;

    private final ToggleSwitch enabled;
    private final Select<AlertEntry.ThresholdTypes> types = new Select<>();
    private final Map<Threshold.Type, ParsedField<List<Threshold>>> thresholdFields =
            new EnumMap<>(Threshold.Type.class);
    private final Div fields = new Div();
    private AlertEntry alertEntry;
    private boolean isMissingShown;

    /**
     * Creates the fields of an entry.
     *
     * @param of the subject of the fields, for screen readers
     * @param total the total node-seconds to which percentages refer; 0 if unknown
     */
    public AlertEntryFields(String of, AlertEntry alertEntry, long total, Consumer<AlertEntry> changed) {
        this.alertEntry = alertEntry;
        enabled = new ToggleSwitch("Alert for " + of);
        enabled.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                applyEntry(this.alertEntry.withEnabled(change.getValue()), changed);
            }
        });
        types.setAriaLabel("Threshold type for " + of);
        types.setItems(AlertEntry.ThresholdTypes.values());
        types.setItemLabelGenerator(AlertEntryFields::typesLabel);
        types.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                applyEntry(this.alertEntry.withTypes(change.getValue(), total), changed);
            }
        });
        for (var type : Threshold.Type.values()) {
            var text = thresholdField(type, of, changed);
            thresholdFields.put(type, text);
            fields.add(text);
        }
        fields.addClassName("values");
        show(alertEntry);
    }

    /** Shows the labels of the fields, for a layout without column headings. */
    public void showLabels() {
        types.setLabel("Threshold type");
        thresholdFields.values().forEach(text -> text.setLabel("Remaining usage threshold"));
    }

    public ToggleSwitch enabled() {
        return enabled;
    }

    public Select<AlertEntry.ThresholdTypes> types() {
        return types;
    }

    /** Returns the fields for thresholds. */
    public Div thresholdFields() {
        return fields;
    }

    /** Shows an entry with its errors. */
    public void show(AlertEntry shown) {
        alertEntry = shown;
        enabled.setValue(shown.enabled());
        types.setValue(shown.types());
        thresholdFields.forEach((type, text) -> {
            text.setVisible(shown.types().includes(type));
            // A text that is too long stays in the field. The entry holds only its beginning.
            if (!EnteredText.bounded(text.getValue()).equals(shown.text(type))) {
                text.setValue(shown.text(type));
            }
        });
        showProblems();
    }

    /** From now on also shows an error if no threshold is entered. */
    public void showMissing() {
        isMissingShown = true;
        showProblems();
    }

    /** Moves the focus to the first invalid field, or else to the switch. */
    public void focus() {
        thresholdFields.values().stream()
                .filter(ParsedField::isInvalid)
                .findFirst()
                .ifPresentOrElse(ParsedField::focus, enabled::focus);
    }

    void setReadOnly() {
        enabled.setEnabled(false);
        types.setReadOnly(true);
        thresholdFields.values().forEach(text -> text.setReadOnly(true));
    }

    private ParsedField<List<Threshold>> thresholdField(Threshold.Type type, String of, Consumer<AlertEntry> changed) {
        var text = new ParsedField<>(
                "", new ThresholdFormat(type, () -> alertEntry.origin().thresholds()));
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
                applyEntry(alertEntry.withText(type, EnteredText.bounded(change.getValue())), changed);
            }
        });
        return text;
    }

    private void applyEntry(AlertEntry entered, Consumer<AlertEntry> changed) {
        show(entered);
        changed.accept(entered);
    }

    private void showProblems() {
        thresholdFields.forEach((type, text) -> {
            var problem = isMissingShown || !alertEntry.text(type).isEmpty() ? alertEntry.problem(type) : null;
            if (problem == null) {
                text.setInvalid(false);
            } else {
                FieldErrors.showError(text, problem);
            }
        });
    }

    private static String typesLabel(AlertEntry.ThresholdTypes thresholdTypes) {
        return switch (thresholdTypes) {
            case PERCENTAGE -> "Percentage";
            case REMAINING -> "Remaining duration";
            case BOTH -> "Both";
        };
    }
}
