package io.drawdown.console.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What the tables of the catalogue have in their cells. */
final class Lines {

    private Lines() {}

    /** Something, and under it quieter words. */
    static Div of(Component main, String below) {
        var lines = new Div(main, quiet(below));
        lines.addClassName("lines");
        return lines;
    }

    /** Words, and under them quieter ones. */
    static Div of(String main, String below) {
        return of(new Span(main), below);
    }

    static Span quiet(String text) {
        var words = new Span(text);
        words.addClassName("quiet");
        return words;
    }

    /** Things at both ends of a line. */
    static Div between(Component... ends) {
        var line = new Div(ends);
        line.addClassName("between");
        return line;
    }

    /** What a row is in a narrow window. */
    static Div card(Component... lines) {
        var card = new Div(lines);
        card.addClassName("row-card");
        return card;
    }

    /** A button in a row, which is named for those who can't see which row it is in. */
    static Button button(String text, String name, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(name);
        return button;
    }
}
