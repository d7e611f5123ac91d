package io.drawdown.console.components.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** The layouts of grid cells in the catalogue. */
public final class CellLayout {

    private CellLayout() {}

    /** Puts a quiet text below a component. */
    public static Div twoLines(Component main, String below) {
        var lines = new Div(main, quietText(below));
        lines.addClassName("lines");
        return lines;
    }

    /** Puts a quiet text below another text. */
    public static Div twoLines(String main, String below) {
        return twoLines(new Span(main), below);
    }

    public static Span quietText(String text) {
        var words = new Span(text);
        words.addClassName("quiet");
        return words;
    }

    /** Puts components at both ends of a line. */
    public static Div spread(Component... ends) {
        var line = new Div(ends);
        line.addClassName("between");
        return line;
    }

    /** Creates the card that shows a row in a narrow window. */
    public static Div rowCard(Component... lines) {
        var card = new Div(lines);
        card.addClassName("row-card");
        return card;
    }

    /** Creates a button in a row, with a name that tells screen readers which row it belongs to. */
    public static Button rowButton(String text, String name, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(name);
        return button;
    }
}
