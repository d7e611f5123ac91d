package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;

/** A secret that can be copied while the panel is on the page and is never shown again. */
public class SecretPanel extends Div {

    private final Button copy = new Button("Copy");

    /** Creates a panel for a secret with its label and instructions. */
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
                                "The browser didn’t allow copying. Select the text in the field and copy it."));
        add(field, copy, outcome);
    }

    /** Moves the focus to the copy button. */
    public void focus() {
        copy.focus();
    }
}
