package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;

/**
 * A dialog that shows a generated secret once. Only its button closes it, so that the secret isn't lost by accident.
 */
public class SecretDialog extends Dialog {

    private final SecretPanel panel;

    /** Creates a dialog for a secret with its label and instructions. */
    public SecretDialog(String title, String label, String secret, String help) {
        setHeaderTitle(title);
        setWidth("32rem");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        panel = new SecretPanel(label, secret, help);
        add(panel);
        var done = new Button("Done", click -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }

    /** Opens the dialog with the focus on the copy button. */
    @Override
    public void open() {
        super.open();
        panel.focus();
    }
}
