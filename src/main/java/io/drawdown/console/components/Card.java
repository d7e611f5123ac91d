package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** A bordered box around related content. */
public class Card extends Section {

    private final Div heading = new Div();
    private final Span words = new Span();
    private final Header header = new Header(heading);

    /** Creates a card without a heading. */
    public Card() {
        addClassName("card");
        heading.addClassName("heading");
    }

    /** Creates a card with a heading and content. */
    public Card(String title, Component... content) {
        this();
        heading.add(new H2(title));
        add(header);
        add(content);
    }

    /** Sets the quiet text beside the heading. */
    public Card subtitle(String subtitle) {
        words.setText(subtitle);
        words.addClassName("quiet");
        heading.add(words);
        return this;
    }

    /** Adds a component at the far end of the heading line, such as a badge or a legend. */
    public Card aside(Component component) {
        header.add(component);
        return this;
    }
}
