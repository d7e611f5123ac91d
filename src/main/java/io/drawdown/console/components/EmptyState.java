package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** The text that stands in for missing content and says what to do about it. */
public class EmptyState extends Div {

    /** Creates a text about what is missing and why, with the actions to take next. */
    public EmptyState(String title, String text, Component... actions) {
        addClassName("empty-state");
        add(new H2(title), new Paragraph(text));
        if (actions.length > 0) {
            var row = new Div(actions);
            row.addClassName("actions");
            add(row);
        }
    }
}
