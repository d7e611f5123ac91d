package io.drawdown.console.frame;

import com.vaadin.flow.component.html.Span;

/** The ring that is partly drawn down, and the name. */
public class Brand extends Span {

    public Brand() {
        super("Drawdown");
        addClassName("brand");
    }
}
