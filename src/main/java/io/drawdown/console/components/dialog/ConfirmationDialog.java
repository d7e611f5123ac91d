package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;

/** Asks before something is done that can't be taken back. */
public class ConfirmationDialog extends QuestionDialog {

    private final Button confirm;

    /** Asks this question, says what follows, and does it once it is confirmed. */
    public ConfirmationDialog(String question, String consequences, String action, Runnable confirmed) {
        this(question, new Paragraph(consequences), action, confirmed);
    }

    /** The same, with what follows in words and others in bold. */
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

    /** For what destroys something. */
    public ConfirmationDialog danger() {
        confirm.addThemeVariants(ButtonVariant.ERROR);
        return this;
    }
}
