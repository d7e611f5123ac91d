package io.drawdown.console.keys;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.Role;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.components.FormDialog;
import io.drawdown.console.components.Refusal;
import io.drawdown.console.components.SecretDialog;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Asks what a new key is for, makes it, and shows it this once. */
class NewKeyDialog extends FormDialog {

    private final ApiKeys keys;
    private final Runnable made;
    private final TextField name = new TextField("Name");
    private final OwnerField owner;
    private final RadioButtonGroup<Role> scope = new RadioButtonGroup<>("Scope");
    private final ExpiryField expiry;

    /**
     * A dialog for a key.
     *
     * @param account whose it is at first, if that is known
     * @param made learns that there is another key
     */
    NewKeyDialog(ApiKeys keys, AccountChoices accounts, @Nullable String account, Runnable made, Clock clock) {
        super("New API key", "Make key");
        this.keys = keys;
        this.made = made;
        name.setHelperText("What it is for, such as “Slurm in Hangzhou”. The audit trail calls it so.");
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addValueChangeListener(change -> name.setInvalid(false));
        owner = new OwnerField("Whose", accounts);
        owner.setPlaceholder("The platform, or an account");
        owner.setRequiredIndicatorVisible(true);
        owner.setManualValidation(true);
        owner.addValueChangeListener(change -> offer(change.getValue()));
        scope.setItemLabelGenerator(KeyWords::of);
        scope.setRenderer(new ComponentRenderer<>(this::describe));
        scope.setVisible(false);
        expiry = new ExpiryField(clock);
        if (account != null) {
            owner.choose(account);
        }
        ask(name, "The name", "name");
        show(owner, scope, expiry);
        connect(expiry.day(), "The end", "expiresAt");
    }

    private void offer(@Nullable Owner chosen) {
        owner.setInvalid(false);
        scope.setVisible(chosen != null);
        if (chosen != null) {
            scope.setItems(chosen.roles());
            scope.setValue(chosen.roles().getFirst());
        }
    }

    private Div describe(Role role) {
        var sentence = new Span(KeyWords.may(role, owner.getValue().account()));
        sentence.addClassName("quiet");
        var lines = new Div(new Span(KeyWords.of(role)), sentence);
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
        made.run();
        new SecretDialog(
                        "“" + called + "” is made",
                        "API key",
                        key.key(),
                        "Copy it now to the program that is to use it: it isn’t shown again. If it gets lost, revoke it and make another.")
                .open();
    }

    private boolean isComplete() {
        var fits = expiry.check();
        if (owner.getValue() == null) {
            Refusal.show(owner, "Choose the platform or an account.");
            owner.focus();
            fits = false;
        }
        if (name.getValue().isBlank()) {
            Refusal.show(name, "Enter a name.");
            name.focus();
            fits = false;
        }
        return fits;
    }
}
