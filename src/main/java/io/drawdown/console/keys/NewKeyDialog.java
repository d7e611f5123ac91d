package io.drawdown.console.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Refusal;
import io.drawdown.console.components.SecretPanel;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Asks what a new key is for, makes it, and shows it this once. */
class NewKeyDialog extends Dialog {

    private final ApiKeys keys;
    private final Runnable made;
    private final TextField name = new TextField("Name");
    private final OwnerField owner;
    private final RadioButtonGroup<Role> scope = new RadioButtonGroup<>("Scope");
    private final ExpiryField expiry;
    private final Div content = new Div();
    private final Div problem = new Div();
    private final Button cancel = new Button("Cancel", click -> close());
    private final Button make = new Button("Make key", click -> make());

    /**
     * A dialog for a key.
     *
     * @param account whose it is at first, if that is known
     * @param made learns that there is another key
     */
    NewKeyDialog(ApiKeys keys, AccountChoices accounts, @Nullable String account, Runnable made, Clock clock) {
        this.keys = keys;
        this.made = made;
        setHeaderTitle("New API key");
        setWidth("32rem");
        setCloseOnOutsideClick(false);
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
        problem.addClassName("notices");
        content.add(name, owner, scope, expiry, problem);
        content.addClassName("form-dialog");
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.setDisableOnClick(true);
        add(content);
        getFooter().add(cancel, make);
    }

    /** Opens with the keyboard on the first field. */
    @Override
    public void open() {
        super.open();
        name.focus();
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

    private void make() {
        make.setEnabled(true);
        problem.removeAll();
        if (!isComplete()) {
            return;
        }
        try {
            var account = owner.getValue().account();
            show(account == null
                    ? keys.create(name.getValue().strip(), scope.getValue(), expiry.expiresAt())
                    : keys.create(account, name.getValue().strip(), scope.getValue(), expiry.expiresAt()));
        } catch (ProblemException refused) {
            show(refused);
        }
    }

    private boolean isComplete() {
        var fits = expiry.check();
        if (owner.getValue() == null) {
            Refusal.show(owner, "Choose the platform or an account.");
            owner.focus();
            fits = false;
        }
        if (name.getValue().isBlank()) {
            refuseName("Enter a name.");
            fits = false;
        }
        return fits;
    }

    private void show(ProblemException refused) {
        if (refused.errors().isEmpty()) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
        for (var error : refused.errors()) {
            switch (error.field()) {
                case "name" -> refuseName("The name " + error.message() + ".");
                case "expiresAt" -> expiry.refuse("The end " + error.message() + ".");
                default -> problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
            }
        }
    }

    private void refuseName(String message) {
        Refusal.show(name, message);
        name.focus();
    }

    /** Only the button closes it now, lest the key be lost by a slip. */
    private void show(ApiKeys.NewKey key) {
        made.run();
        setHeaderTitle("“" + name.getValue().strip() + "” is made");
        setCloseOnEsc(false);
        var secret = new SecretPanel("API key", key.key(),
                "Copy it now to the program that is to use it: it isn’t shown again. If it gets lost, revoke it and make another.");
        content.removeAll();
        content.add(secret);
        getFooter().removeAll();
        getFooter().add(new Button("Close", click -> close()));
        secret.focus();
    }
}
