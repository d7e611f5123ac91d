package io.drawdown.console.customer.buy;

import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.purchase.Orders;

/** The field for the quantity of an order (R17). */
class QuantityField extends CountField {

    /** Creates a field with a text, which may be no valid quantity. */
    QuantityField(String start, Runnable changed) {
        super("Quantity");
        addClassName("quantity");
        setRange(1, Orders.MAX_QUANTITY);
        setValueChangeMode(ValueChangeMode.LAZY);
        setValue(start);
        addValueChangeListener(change -> changed.run());
    }

    /** Shows an error if the quantity is missing or not valid. Returns whether it is valid. */
    boolean checkComplete() {
        if (isEmpty()) {
            showError(rangeText(1, Orders.MAX_QUANTITY));
        }
        return read() != null;
    }

    void showError(String message) {
        FieldErrors.showError(this, message);
    }
}
