package io.drawdown.console.buy;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Span;

/** Something that a buyer has to have understood (R17). */
class Acknowledgement extends Checkbox {

    Acknowledgement(Span words) {
        addClassName("acknowledgement");
        setLabelComponent(words);
        setManualValidation(true);
        addValueChangeListener(change -> setInvalid(false));
    }

    /** Says that it is missing, if it is. */
    boolean check() {
        if (!getValue()) {
            refuse("Tick this to go on.");
        }
        return getValue();
    }

    /** Says what is wrong with it. */
    void refuse(String message) {
        setErrorMessage(message);
        setInvalid(true);
    }
}
