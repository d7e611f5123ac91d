package io.drawdown.console;

import com.vaadin.flow.component.html.Span;

/** The ring that is partly drawn down, and the name. */
class Brand extends Span {

    Brand() {
        super("Drawdown");
        addClassName("brand");
    }
}
