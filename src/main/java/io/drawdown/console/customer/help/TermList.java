package io.drawdown.console.customer.help;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;

/** A list of terms with their explanations. */
final class TermList extends DescriptionList {

    TermList() {
        addClassName("terms");
    }

    TermList term(String term, String explanation) {
        getElement().appendChild(new Div(new Term(term), new Description(explanation)).getElement());
        return this;
    }
}
