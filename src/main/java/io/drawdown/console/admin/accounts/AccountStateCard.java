package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountState;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import java.util.function.Consumer;

/** The card with an account's state, where admins suspend it, close it and make it active again (R23). */
class AccountStateCard extends Card {

    private final Account account;
    private final Accounts accounts;
    private final Consumer<Notice> changed;

    /**
     * Creates the card.
     *
     * @param changed shows the account anew with a notice
     */
    AccountStateCard(Account account, Accounts accounts, boolean mayChange, Consumer<Notice> changed) {
        super("State", new Div(badge(account.state())), explanation(account.state()));
        this.account = account;
        this.accounts = accounts;
        this.changed = changed;
        if (mayChange) {
            add(actions());
        }
    }

    /** Returns a badge with an account's state. */
    static StatusBadge badge(AccountState state) {
        return switch (state) {
            case ACTIVE -> new StatusBadge("Active", StatusTone.WELL);
            case SUSPENDED -> new StatusBadge("Suspended", StatusTone.LOW);
            case CLOSED -> new StatusBadge("Closed", StatusTone.EXPIRED);
        };
    }

    private static Paragraph explanation(AccountState state) {
        var text = new Paragraph(
                switch (state) {
                    case ACTIVE -> "It can order, and its usage is settled and billed.";
                    case SUSPENDED -> "It can’t order. Its usage is settled and billed as before.";
                    case CLOSED -> "It takes no orders, gifts and usage. What is reported is listed as not billed.";
                });
        text.addClassName("quiet");
        return text;
    }

    private Div actions() {
        var actions = new Div();
        actions.addClassName("row-actions");
        switch (account.state()) {
            case ACTIVE -> actions.add(suspendButton(), closeButton());
            case SUSPENDED -> actions.add(activateButton(), closeButton());
            case CLOSED -> actions.add(activateButton());
        }
        return actions;
    }

    private Button suspendButton() {
        return new Button(
                "Suspend …",
                click -> new ConfirmationDialog(
                                "Suspend " + account.name() + "?",
                                "Its users can’t order until it is activated again. Running jobs go on, and its usage is"
                                        + " settled and billed as before.",
                                "Suspend",
                                () -> change(accounts::suspend, "is suspended."))
                        .open());
    }

    private Button closeButton() {
        return new Button(
                "Close …",
                click -> new ConfirmationDialog(
                                "Close " + account.name() + "?",
                                "It takes no more orders, gifts and usage, also none that is reported late. What its"
                                        + " packages have left can’t be used. No job of it may be running. It can be"
                                        + " activated again.",
                                "Close account",
                                () -> change(accounts::close, "is closed."))
                        .danger()
                        .open());
    }

    private Button activateButton() {
        return new Button("Activate", click -> change(accounts::activate, "is active again."));
    }

    private void change(Consumer<String> action, String done) {
        try {
            action.accept(account.code());
            changed.accept(new Notice(Notice.Tone.SUCCESS, account.name() + " " + done));
        } catch (ProblemException refused) {
            changed.accept(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }
}
