package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.Role;
import io.drawdown.console.components.dialog.FormDialog;
import io.drawdown.console.components.dialog.SecretDialog;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.frame.account.AccountChoices;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The dialog that creates a key and shows its secret once. */
class NewKeyDialog extends FormDialog {

    private final ApiKeys keys;
    private final Runnable onCreated;
    private final TextField name = new TextField("Name");
    private final KeyOwnerField owner;
    private final RadioButtonGroup<Role> scope = new RadioButtonGroup<>("Scope");
    private final ExpiryField expiry;

    /**
     * Creates a dialog for a new key.
     *
     * @param account the code of the account that is chosen at first; null for none
     * @param onCreated is called after the key was created
     */
    NewKeyDialog(ApiKeys keys, AccountChoices accounts, @Nullable String account, Runnable onCreated, Clock clock) {
        super("New API key", "Create key");
        this.keys = keys;
        this.onCreated = onCreated;
        name.setHelperText("What it is for, such as “Slurm in Hangzhou”. Shown in the audit trail.");
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addValueChangeListener(change -> name.setInvalid(false));
        owner = new KeyOwnerField("Belongs to", accounts);
        owner.setPlaceholder("The platform, or an account");
        owner.setRequiredIndicatorVisible(true);
        owner.setManualValidation(true);
        owner.addValueChangeListener(change -> showScopesFor(change.getValue()));
        scope.setItemLabelGenerator(KeyLabels::label);
        scope.setRenderer(new ComponentRenderer<>(this::describeRole));
        scope.setVisible(false);
        expiry = new ExpiryField(clock);
        if (account != null) {
            owner.choose(account);
        }
        addField(name, "The name", "name");
        addRows(owner, scope, expiry);
        connectField(expiry.day(), "The end", "expiresAt");
    }

    private void showScopesFor(@Nullable KeyOwner chosen) {
        owner.setInvalid(false);
        scope.setVisible(chosen != null);
        if (chosen != null) {
            scope.setItems(chosen.roles());
            scope.setValue(chosen.roles().getFirst());
        }
    }

    private Div describeRole(Role role) {
        var sentence = new Span(KeyLabels.permissionText(role, owner.getValue().account()));
        sentence.addClassName("quiet");
        var lines = new Div(new Span(KeyLabels.label(role)), sentence);
        lines.addClassName("two-lines");
        return lines;
    }

    @Override
    protected void submit() {
        if (!isComplete()) {
            return;
        }
        var account = owner.getValue().account();
        var called = name.getValue().strip();
        var key = account == null
                ? keys.create(called, scope.getValue(), expiry.expiresAt())
                : keys.create(account, called, scope.getValue(), expiry.expiresAt());
        close();
        onCreated.run();
        new SecretDialog(
                        "“" + called + "” is created",
                        "API key",
                        key.key(),
                        "Copy it now to the program that uses it: it isn’t shown again. If it is lost, revoke it and"
                                + " create another.")
                .open();
    }

    private boolean isComplete() {
        var fits = expiry.showErrorIfIncomplete();
        if (owner.getValue() == null) {
            FieldErrors.showError(owner, "Choose the platform or an account.");
            owner.focus();
            fits = false;
        }
        if (name.getValue().isBlank()) {
            FieldErrors.showError(name, "Enter a name.");
            name.focus();
            fits = false;
        }
        return fits;
    }
}
