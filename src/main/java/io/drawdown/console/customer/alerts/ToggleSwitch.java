package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.AbstractSinglePropertyField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;

/** The browser's own checkbox, shown as a switch. */
@Tag("input")
public class ToggleSwitch extends AbstractSinglePropertyField<ToggleSwitch, Boolean>
        implements Focusable<ToggleSwitch>, HasAriaLabel, HasStyle {

    ToggleSwitch(String label) {
        super("checked", false, false);
        addClassName("switch");
        setAriaLabel(label);
        setSynchronizedEvent("change");
        getElement().setAttribute("type", "checkbox").setAttribute("role", "switch");
    }
}
