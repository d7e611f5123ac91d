package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;

/** Something that a buyer has to have understood (R17). */
class AcknowledgementCheckbox extends Checkbox {

    AcknowledgementCheckbox(Span words) {
        addClassName("acknowledgement");
        setLabelComponent(words);
        setManualValidation(true);
        addValueChangeListener(change -> setInvalid(false));
    }

    /** Says that it is missing, if it is. */
    boolean showErrorIfMissing() {
        if (!getValue()) {
            showError("Tick this to go on.");
        }
        return getValue();
    }

    /** Says what is wrong with it. */
    void showError(String message) {
        setErrorMessage(message);
        setInvalid(true);
    }
}
