package io.drawdown.console.components.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;

/** What is left of a quota: node-hours in words over a bar. */
public class QuotaMeter extends Div {

    private final Span of = new Span();

    /** A meter of remaining and total node-seconds, named for those who don't see it. */
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

    /** The same with a few words below, such as {@code Runs out 3 Dec, 14:20}; nothing is added where they are empty. */
    public QuotaMeter caption(String text) {
        if (!text.isEmpty()) {
            var note = new Span(text);
            note.addClassName("quiet");
            add(note);
        }
        return this;
    }

    /** The same in large figures, for where it is the main thing. */
    public QuotaMeter large() {
        addClassName("large");
        of.setText("left " + of.getText());
        return this;
    }
}
