package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A list of labels and values, one pair a line. */
public class FactList extends DescriptionList {

    /** Creates an empty list. */
    public FactList() {
        addClassName("facts");
    }

    /** Adds a fact with a text as value. */
    public FactList fact(String label, String value) {
        return fact(label, new Span(value));
    }

    /** Adds a fact with a component as value. */
    public FactList fact(String label, Component value) {
        return fact(new Span(label), value);
    }

    /** Adds a fact with a component as label, such as a link. */
    public FactList fact(Component label, Component value) {
        var row = new Div(new Term(label), new Description(value));
        getElement().appendChild(row.getElement());
        return this;
    }
}
