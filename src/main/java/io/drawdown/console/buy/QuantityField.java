package io.drawdown.console.buy;

import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.console.components.CountField;
import io.drawdown.console.components.Refusal;
import io.drawdown.purchase.Orders;

/** Chooses how many of an offer are bought at once (R17). */
class QuantityField extends CountField {

    /** A field that starts with a text, which may be no quantity. */
    QuantityField(String start, Runnable changed) {
        super("Quantity");
        addClassName("quantity");
        setRange(1, Orders.MOST_QUANTITY);
        setValueChangeMode(ValueChangeMode.LAZY);
        setValue(start);
        addValueChangeListener(change -> changed.run());
    }

    /** Says what is missing, if no quantity is there that can be bought; gives whether one is. */
    boolean isComplete() {
        if (isEmpty()) {
            refuse(range(1, Orders.MOST_QUANTITY));
        }
        return read() != null;
    }

    /** Says what is wrong with the quantity. */
    void refuse(String message) {
        Refusal.show(this, message);
    }
}
