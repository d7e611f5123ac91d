package io.drawdown.console.components.field;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;

/**
 * A button that opens the browser's own calendar beside a field and enters the chosen value in that field. Nothing
 * can be typed into the button.
 */
final class CalendarButton extends Span {

    /** Creates a calendar from an HTML {@code input} of this type, with a name for screen readers. */
    CalendarButton(String type, String name, ParsedField<?> field) {
        addClassName("calendar");
        var calendar = new Input();
        calendar.setType(type);
        calendar.setTabIndex(-1);
        calendar.getElement().setAttribute("aria-hidden", "true");
        calendar.addValueChangeListener(change -> {
            if (change.isFromClient() && !change.getValue().isEmpty()) {
                field.enter(change.getValue().replace('T', ' '));
            }
        });
        var open = new Button(new Span(), click -> {
            if (!field.isReadOnly()) {
                var entered = field.read();
                calendar.setValue("");
                calendar.getElement()
                        .executeJs("this.value = $0; this.showPicker()", entered == null ? "" : entered.toString());
            }
        });
        open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        open.setAriaLabel(name);
        add(calendar, open);
    }
}
