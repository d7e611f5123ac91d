package io.drawdown.console.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.drawdown.console.components.SecretPanel;

/** Shows a password that was made up, this once. */
class PasswordDialog extends Dialog {

    private final SecretPanel panel;

    PasswordDialog(String username, String password) {
        setHeaderTitle("The password of " + username);
        setWidth("32rem");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        panel = new SecretPanel("Password", password, "Pass it on to them now: it isn’t shown again. They choose their own when they sign in.");
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
