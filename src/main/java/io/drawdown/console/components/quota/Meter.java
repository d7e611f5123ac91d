package io.drawdown.console.components.quota;

import com.vaadin.flow.component.html.Div;
import io.drawdown.console.components.StatusTone;

/** A bar that shows how much of a quota is left. */
public class Meter extends Div {

    private final double max;
    private final Div bar = new Div();

    /** Creates a meter with a name for screen readers and a value between zero and a maximum. */
    public Meter(String label, double value, double max, StatusTone statusTone) {
        this.max = max;
        addClassNames("meter", statusTone.className());
        bar.addClassName("bar");
        bar.getStyle().set("width", percent(value));
        add(bar);
        getElement()
                .setAttribute("role", "meter")
                .setAttribute("aria-label", label)
                .setAttribute("aria-valuemin", "0")
                .setAttribute("aria-valuemax", Double.toString(max))
                .setAttribute("aria-valuenow", Double.toString(value));
    }

    /** Sets the value in words, such as {@code 41.25 of 180 h left}. */
    public Meter valueText(String text) {
        getElement().setAttribute("aria-valuetext", text);
        return this;
    }

    /** Marks the value at which an alert is raised. */
    public Meter threshold(double value) {
        var tick = new Div();
        tick.addClassName("threshold");
        tick.getStyle().set("inset-inline-start", percent(value));
        add(tick);
        return this;
    }

    private String percent(double value) {
        double share = max <= 0 ? 0 : Math.clamp(value / max, 0, 1);
        return "%s%%".formatted(Math.round(share * 10_000) / 100.0);
    }
}
