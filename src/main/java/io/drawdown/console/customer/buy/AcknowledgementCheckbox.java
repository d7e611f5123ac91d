package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;

/** A checkbox by which the buyer confirms to have understood a term of the sale (R17). */
class AcknowledgementCheckbox extends Checkbox {

    AcknowledgementCheckbox(Span words) {
        addClassName("acknowledgement");
        setLabelComponent(words);
        setManualValidation(true);
        addValueChangeListener(change -> setInvalid(false));
    }

    /** Shows an error if the box isn't ticked. Returns whether it is ticked. */
    boolean showErrorIfMissing() {
        if (!getValue()) {
            showError("Please confirm to continue.");
        }
        return getValue();
    }

    void showError(String message) {
        setErrorMessage(message);
        setInvalid(true);
    }
}
