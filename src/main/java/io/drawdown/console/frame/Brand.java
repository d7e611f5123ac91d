package io.drawdown.console.frame;

import com.vaadin.flow.component.html.Span;

/** The logo, a ring that is partly drawn down, with the product's name. */
public class Brand extends Span {

    public Brand() {
        super("Drawdown");
        addClassName("brand");
    }
}
