package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
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

    /** Creates the text for a list without rows that match its filters, with a button that clears them. */
    public static EmptyState noMatches(String plural, Runnable clear) {
        return new EmptyState(
                "No " + plural + " match these filters",
                "Change or clear the filters.",
                new Button("Clear filters", click -> clear.run()));
    }

    /** Creates the text for a search without results, with a button that clears it. */
    public static EmptyState noSearchResults(String plural, Runnable clear) {
        return new EmptyState(
                "No " + plural + " match this search",
                "Change or clear the search.",
                new Button("Clear search", click -> clear.run()));
    }
}
