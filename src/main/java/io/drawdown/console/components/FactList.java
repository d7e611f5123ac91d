package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Labels and what they stand for, one pair a line. */
public class FactList extends DescriptionList {

    /** An empty list. */
    public FactList() {
        addClassName("facts");
    }

    /** Adds a fact in words. */
    public FactList fact(String label, String value) {
        return fact(label, new Span(value));
    }

    /** Adds a fact shown by a component. */
    public FactList fact(String label, Component value) {
        return fact(new Span(label), value);
    }

    /** Adds a fact whose label is more than a word, such as a link. */
    public FactList fact(Component label, Component value) {
        var row = new Div(new Term(label), new Description(value));
        getElement().appendChild(row.getElement());
        return this;
    }
}
