package io.drawdown.console.components.field;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;

/** A field for a whole number. */
public class CountField extends ParsedField<Integer> {

    /** Creates an empty field. */
    public CountField(String label) {
        super(label, new CountFormat());
    }

    /** Restricts the field to a range, and adds buttons and arrow keys that step through it. */
    public final void setRange(int least, int most) {
        var message = rangeText(least, most);
        setRule(count -> count < least || count > most ? message : null);
        var steps = new Span(stepButton("−", "One less", -1, least, most), stepButton("+", "One more", 1, least, most));
        steps.addClassName("steps");
        setSuffixComponent(steps);
        addKeyDownListener(Key.ARROW_DOWN, press -> stepButton(-1, least, most));
        addKeyDownListener(Key.ARROW_UP, press -> stepButton(1, least, most));
    }

    /** Returns the error text for numbers outside a range. */
    public static String rangeText(int least, int most) {
        return "Enter a whole number from " + Format.count(least) + " to " + Format.count(most) + ".";
    }

    private Button stepButton(String sign, String name, int by, int least, int most) {
        var button = new Button(sign, click -> stepButton(by, least, most));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(name);
        button.setTabIndex(-1);
        return button;
    }

    private void stepButton(int by, int least, int most) {
        var count = read();
        if (count != null && !isReadOnly()) {
            enter(textOf(Math.clamp((long) count + by, least, most)));
        }
    }
}
