package io.drawdown.console.components.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;

/** The remaining quota: node-hours in words over a bar. */
public class QuotaMeter extends Div {

    private final Span of = new Span();

    /** Creates a meter of remaining and total node-seconds, with a name for screen readers. */
    public QuotaMeter(String label, long remaining, long total, StatusTone statusTone) {
        addClassName("quota-meter");
        var left = new StrongText(Format.hours(remaining));
        of.setText("of " + Format.hours(total));
        of.addClassName("quiet");
        var words = new Div(left, of);
        words.addClassName("words");
        add(
                words,
                new Meter(label, remaining, total, statusTone)
                        .valueText(Format.hoursWithoutUnit(remaining) + " of " + Format.hours(total) + " left"));
    }

    /** Adds a short text below, such as {@code Runs out 3 Dec, 14:20}; nothing if it is empty. */
    public QuotaMeter caption(String text) {
        if (!text.isEmpty()) {
            var note = new Span(text);
            note.addClassName("quiet");
            add(note);
        }
        return this;
    }

    /** Shows the figures large, for a meter that is the main content. */
    public QuotaMeter large() {
        addClassName("large");
        of.setText("left " + of.getText());
        return this;
    }
}
