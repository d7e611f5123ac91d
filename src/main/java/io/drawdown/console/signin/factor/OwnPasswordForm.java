package io.drawdown.console.signin.factor;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.TooManySignInAttemptsException;
import io.drawdown.base.ProblemException;
import io.drawdown.console.signin.password.WaitText;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A form for something that takes the user's password. Refusals are shown at their fields. */
class OwnPasswordForm extends Div {

    private final PasswordField password = new PasswordField("Your password");
    private final Map<String, TextField> fields = new HashMap<>();
    private final Clock clock;
    private final Consumer<String> action;

    /**
     * Creates a form.
     *
     * @param action receives the password, and throws a {@link ProblemException} if it refuses
     */
    OwnPasswordForm(String words, Clock clock, Consumer<String> action) {
        this.clock = clock;
        this.action = action;
        addClassName("password-form");
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setManualValidation(true);
        password.addValueChangeListener(change -> password.setInvalid(false));
        password.addKeyDownListener(Key.ENTER, pressed -> submit());
        var button = new Button(words, click -> submit());
        add(password, button);
    }

    /** Adds a field before the password, at which refusals of this name are shown. */
    void addField(String name, TextField field) {
        fields.put(name, field);
        addComponentAsFirst(field);
    }

    private void submit() {
        var entered = password.getValue();
        password.clear();
        try {
            action.accept(entered);
        } catch (TooManySignInAttemptsException tooMany) {
            showError("Too many failed attempts. Try again in " + WaitText.describe(clock, tooMany.retryAt()) + ".");
        } catch (ProblemException refused) {
            show(refused);
        }
    }

    private void show(ProblemException refused) {
        if (refused.errors().isEmpty()) {
            showError(refused.detail());
        }
        for (var error : refused.errors()) {
            var field = fields.get(error.field());
            if (field == null) {
                showError(error.message());
            } else {
                field.setErrorMessage(error.message());
                field.setInvalid(true);
                field.focus();
            }
        }
    }

    private void showError(String why) {
        password.setErrorMessage(why);
        password.setInvalid(true);
        password.focus();
    }
}
