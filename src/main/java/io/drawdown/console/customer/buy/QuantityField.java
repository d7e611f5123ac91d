package io.drawdown.console.customer.buy;

import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.purchase.Orders;

/** Chooses how many of an offer are bought at once (R17). */
class QuantityField extends CountField {

    /** A field that starts with a text, which may be no quantity. */
    QuantityField(String start, Runnable changed) {
        super("Quantity");
        addClassName("quantity");
        setRange(1, Orders.MAX_QUANTITY);
        setValueChangeMode(ValueChangeMode.LAZY);
        setValue(start);
        addValueChangeListener(change -> changed.run());
    }

    /** Says what is missing, if no quantity is there that can be bought; gives whether one is. */
    boolean checkComplete() {
        if (isEmpty()) {
            showError(rangeText(1, Orders.MAX_QUANTITY));
        }
        return read() != null;
    }

    /** Says what is wrong with the quantity. */
    void showError(String message) {
        FieldErrors.showError(this, message);
    }
}
