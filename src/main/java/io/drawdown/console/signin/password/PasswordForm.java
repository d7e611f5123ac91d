package io.drawdown.console.signin.password;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.LocalUser;
import io.drawdown.account.TooManySignInAttemptsException;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.console.signin.session.CurrentSession;
import java.time.Clock;
import java.util.function.Consumer;

/** The form for a new password. It also asks for the present password if the user has chosen one before. */
class PasswordForm extends Div {

    private final PasswordField present = passwordField("Current password", Autocomplete.CURRENT_PASSWORD);
    private final PasswordField chosen = passwordField("New password", Autocomplete.NEW_PASSWORD);
    private final Clock clock;
    private final Change change;
    private final Consumer<LocalUser> changed;

    /** Changes a password from the present one to the chosen one. */
    interface Change {

        LocalUser apply(String present, String chosen);
    }

    PasswordForm(String action, boolean asksForPresent, Clock clock, Change change, Consumer<LocalUser> changed) {
        this.clock = clock;
        this.change = change;
        this.changed = changed;
        addClassName("password-form");
        chosen.setHelperText("At least 12 characters. A few words in a row are easy to remember and hard to guess.");
        present.setVisible(asksForPresent);
        var button = new Button(action, click -> submit());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        chosen.addKeyDownListener(Key.ENTER, pressed -> submit());
        add(present, chosen, button);
    }

    private void submit() {
        try {
            var person = change.apply(present.getValue(), chosen.getValue());
            CurrentSession.continueAs(person);
            present.clear();
            chosen.clear();
            changed.accept(person);
        } catch (TooManySignInAttemptsException tooMany) {
            showError(
                    present,
                    "Too many failed attempts. Try again in " + WaitText.describe(clock, tooMany.retryAt()) + ".");
        } catch (ProblemException problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            problem.errors().forEach(this::showError);
        }
    }

    private void showError(FieldProblem problem) {
        if (problem.field().equals("present")) {
            showError(present, problem.message());
        } else {
            showError(chosen, "This " + problem.message() + ".");
        }
    }

    private static void showError(PasswordField field, String why) {
        field.setErrorMessage(why);
        field.setInvalid(true);
        field.focus();
    }

    private static PasswordField passwordField(String label, Autocomplete autocomplete) {
        var field = new PasswordField(label);
        field.setAutocomplete(autocomplete);
        field.setManualValidation(true);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return field;
    }
}
