package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What the tables of the catalogue have in their cells. */
public final class CellLayout {

    private CellLayout() {}

    /** Something, and under it quieter words. */
    public static Div twoLines(Component main, String below) {
        var lines = new Div(main, quietText(below));
        lines.addClassName("lines");
        return lines;
    }

    /** Words, and under them quieter ones. */
    public static Div twoLines(String main, String below) {
        return twoLines(new Span(main), below);
    }

    public static Span quietText(String text) {
        var words = new Span(text);
        words.addClassName("quiet");
        return words;
    }

    /** Things at both ends of a line. */
    public static Div spread(Component... ends) {
        var line = new Div(ends);
        line.addClassName("between");
        return line;
    }

    /** What a row is in a narrow window. */
    public static Div rowCard(Component... lines) {
        var card = new Div(lines);
        card.addClassName("row-card");
        return card;
    }

    /** A button in a row, which is named for those who can't see which row it is in. */
    public static Button rowButton(String text, String name, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(name);
        return button;
    }
}
