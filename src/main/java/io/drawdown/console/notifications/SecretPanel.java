package io.drawdown.console.notifications;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;

/** A webhook's secret, which can be copied as long as this is on the page and never again. */
class SecretPanel extends Div {

    private final Button copy = new Button("Copy");

    SecretPanel(String secret) {
        addClassName("secret");
        var field = new TextField("Signing secret");
        field.setValue(secret);
        field.setReadOnly(true);
        field.setHelperText("Copy it now to the program that receives the messages: it isn’t shown again.");
        var outcome = new Span();
        outcome.addClassName("quiet");
        outcome.getElement().setAttribute("role", "status");
        Clipboard.onClick(copy)
                .writeText(
                        secret,
                        written -> outcome.setText("Copied."),
                        error -> outcome.setText("The browser didn’t let it be copied. Select it in the field and copy it yourself."));
        add(field, copy, outcome);
    }

    void focus() {
        copy.focus();
    }
}
