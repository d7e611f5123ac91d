package io.drawdown.console.components.field;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;

/** Opens the browser's own calendar beside a field, and enters there what is chosen in it. Nothing can be typed into it. */
final class CalendarButton extends Span {

    /** A calendar of this type of the HTML element {@code input}, with a name for those who can't see it. */
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
