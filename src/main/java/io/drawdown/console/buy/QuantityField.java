package io.drawdown.console.buy;

import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.components.Refusal;
import io.drawdown.purchase.Orders;

/** Chooses how many of an offer are bought at once (R17). */
class QuantityField extends IntegerField {

    private static final String RANGE = "Enter a whole number from 1 to " + Orders.MOST_QUANTITY + ".";

    QuantityField(int start, Runnable changed) {
        super("Quantity");
        addClassName("quantity");
        setMin(1);
        setMax(Orders.MOST_QUANTITY);
        setStepButtonsVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        setI18n(new IntegerFieldI18n()
                .setBadInputErrorMessage(RANGE)
                .setMinErrorMessage(RANGE)
                .setMaxErrorMessage(RANGE));
        setValue(start);
        addValueChangeListener(change -> changed.run());
        addValidationStatusChangeListener(change -> changed.run());
    }

    /** Whether a quantity is there that can be bought. */
    boolean isKnown() {
        return getValue() != null && !isInvalid();
    }

    /** Says what is wrong with the quantity, if anything is. */
    boolean check() {
        if (!isKnown()) {
            refuse(RANGE);
        }
        return isKnown();
    }

    /** Says what is wrong with the quantity. */
    void refuse(String message) {
        Refusal.show(this, message);
    }
}
