package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableFunction;
import io.drawdown.console.components.StrongText;
import java.util.List;

/** A group of radio buttons drawn as cards. */
class CardGroup<T> extends RadioButtonGroup<T> {

    CardGroup(String label, SerializableFunction<T, String> title, SerializableFunction<T, List<String>> lines) {
        super(label);
        addClassName("choice-cards");
        addThemeVariants(RadioGroupVariant.HELPER_ABOVE);
        setManualValidation(true);
        setItemLabelGenerator(title::apply);
        setRenderer(new ComponentRenderer<>(item -> card(title.apply(item), lines.apply(item))));
    }

    void showError(String message) {
        setErrorMessage(message);
        setInvalid(true);
    }

    void focus() {
        getElement().callJsFunction("focus");
    }

    private static Div card(String title, List<String> lines) {
        var card = new Div(new StrongText(title));
        lines.forEach(line -> card.add(new Span(line)));
        return card;
    }
}
