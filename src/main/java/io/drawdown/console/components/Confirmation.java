package io.drawdown.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Asks before something is done that can't be taken back. */
public class Confirmation extends Dialog {

    private final Button cancel = new Button("Cancel", click -> close());
    private final Button confirm;

    /** Asks this question, says what follows, and does it once it is confirmed. */
    public Confirmation(String question, String consequences, String action, Runnable confirmed) {
        setRole("alertdialog");
        setAriaLabel(question);
        setWidth("28rem");
        confirm = new Button(action);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> {
            close();
            confirmed.run();
        });
        var actions = new Div(cancel, confirm);
        actions.addClassName("actions");
        var content = new Div(new H2(question), new Paragraph(consequences), actions);
        content.addClassName("confirmation");
        add(content);
    }

    /** For what destroys something. */
    public Confirmation danger() {
        confirm.addThemeVariants(ButtonVariant.ERROR);
        return this;
    }

    /** Opens with the keyboard on the way back. */
    @Override
    public void open() {
        super.open();
        cancel.focus();
    }
}
