package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;

/** A secret, which can be copied as long as this is on the page and never again. */
public class SecretPanel extends Div {

    private final Button copy = new Button("Copy");

    /** A secret with what it is called, and words on what to do with it now. */
    public SecretPanel(String label, String secret, String help) {
        addClassName("secret");
        var field = new TextField(label);
        field.setValue(secret);
        field.setReadOnly(true);
        field.setHelperText(help);
        var outcome = new Span();
        outcome.addClassName("quiet");
        outcome.getElement().setAttribute("role", "status");
        Clipboard.onClick(copy)
                .writeText(
                        secret,
                        written -> outcome.setText("Copied."),
                        error -> outcome.setText(
                                "The browser didn’t let it be copied. Select it in the field and copy it yourself."));
        add(field, copy, outcome);
    }

    /** Puts the keyboard on copying it. */
    public void focus() {
        copy.focus();
    }
}
