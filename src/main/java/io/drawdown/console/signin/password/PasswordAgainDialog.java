package io.drawdown.console.signin.password;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import io.drawdown.account.OwnPassword;
import io.drawdown.account.TooManySignInAttemptsException;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.dialog.FormDialog;
import java.time.Clock;

/** The dialog that asks for the password again before what gives money or rights away. */
class PasswordAgainDialog extends FormDialog {

    private final PasswordField password = new PasswordField("Your password");
    private final OwnPassword ownPassword;
    private final Clock clock;
    private final Runnable entered;

    /**
     * Creates a dialog.
     *
     * @param entered continues, once the password was right
     */
    PasswordAgainDialog(OwnPassword ownPassword, Clock clock, Runnable entered) {
        super("Enter your password", "Continue");
        this.ownPassword = ownPassword;
        this.clock = clock;
        this.entered = entered;
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setManualValidation(true);
        password.addValueChangeListener(change -> password.setInvalid(false));
        password.addKeyDownListener(Key.ENTER, pressed -> attempt(this::submit));
        addRows(new Paragraph("What gives money or rights away takes your password again after ten minutes."));
        addField(password, "Password", "password");
    }

    @Override
    protected void submit() {
        var typed = password.getValue();
        password.clear();
        try {
            ownPassword.enterAgain(typed);
        } catch (TooManySignInAttemptsException tooMany) {
            throw ProblemException.forField(
                    ProblemType.INVALID,
                    "password",
                    "Too many failed attempts. Try again in " + WaitText.describe(clock, tooMany.retryAt()) + ".");
        }
        close();
        entered.run();
    }
}
