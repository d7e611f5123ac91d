package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;

/** A dialog that asks for confirmation of an action that can't be undone. */
public class ConfirmationDialog extends QuestionDialog {

    private final Button confirm;

    /** Creates a dialog with a question and its consequences, which runs the action once it is confirmed. */
    public ConfirmationDialog(String question, String consequences, String action, Runnable confirmed) {
        this(question, new Paragraph(consequences), action, confirmed);
    }

    /** Creates a dialog whose consequences can contain bold words. */
    public ConfirmationDialog(String question, Paragraph consequences, String action, Runnable confirmed) {
        super(question, "28rem");
        confirm = new Button(action);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> {
            close();
            confirmed.run();
        });
        addRows(consequences);
        addActions(confirm);
    }

    /** Styles the confirmation as destructive. */
    public ConfirmationDialog danger() {
        confirm.addThemeVariants(ButtonVariant.ERROR);
        return this;
    }
}
