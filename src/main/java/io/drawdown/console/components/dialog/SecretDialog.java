package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;

/** Shows a secret that was made up, this once. Only its button closes it, lest the secret be lost by a slip. */
public class SecretDialog extends Dialog {

    private final SecretPanel panel;

    /** A secret with what it is called, and words on what to do with it now. */
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

    /** Opens with the keyboard on copying it. */
    @Override
    public void open() {
        super.open();
        panel.focus();
    }
}
