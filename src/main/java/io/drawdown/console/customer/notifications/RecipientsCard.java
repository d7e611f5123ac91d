package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.model.Account;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.notification.email.Recipient;
import io.drawdown.notification.email.Recipients;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The card of the e-mail recipients, including those that haven't confirmed yet. */
class RecipientsCard extends Card {

    private final Recipients recipients;
    private final Account account;
    private final boolean mailConfigured;
    private final boolean mayChange;
    private final Clock clock;
    private final UnorderedList list = new UnorderedList();
    private final Paragraph emptyText = new Paragraph("No e-mail recipients yet.");
    private final EmailField email = new EmailField("E-mail address");
    private final Span outcome = new Span();
    private final Div problem = new Div();

    RecipientsCard(Recipients recipients, Account account, boolean mailConfigured, boolean mayChange, Clock clock) {
        super("E-mail");
        this.recipients = recipients;
        this.account = account;
        this.mailConfigured = mailConfigured;
        this.mayChange = mayChange;
        this.clock = clock;
        subtitle("New addresses must confirm before they get alerts");
        addClassName("channel");
        if (!mailConfigured) {
            add(new Notice(
                    Notice.Tone.INFO,
                    "No e-mail is sent, because no mail server is set up. Ask your provider to set one up."
                            + " Addresses are saved for then."));
        }
        list.addClassName("recipients");
        emptyText.addClassName("quiet");
        outcome.addClassName("quiet");
        outcome.getElement().setAttribute("role", "status");
        add(problem, emptyText, list);
        if (mayChange) {
            add(createForm(), outcome);
        }
        show(recipients.get(account.code()));
    }

    private Div createForm() {
        email.setManualValidation(true);
        email.setValueChangeMode(ValueChangeMode.EAGER);
        email.addValueChangeListener(change -> email.setInvalid(false));
        email.addKeyDownListener(Key.ENTER, pressed -> add());
        var form = new Div(email, new Button("Add", click -> add()));
        form.addClassName("add-form");
        return form;
    }

    private void add() {
        var added = email.getValue().strip();
        problem.removeAll();
        try {
            var now = recipients.put(
                    account.code(), Stream.concat(emails(), Stream.of(added)).toList());
            show(now);
            email.clear();
            outcome.setText("Added " + added + "."
                    + (now.getLast().confirmed()
                            ? " Addresses that admins add need no confirmation."
                            : " It gets alerts once it has confirmed."));
        } catch (ProblemException refused) {
            var ofList =
                    refused.errors().stream().anyMatch(error -> error.field().equals("emails"));
            email.setErrorMessage(FieldProblemText.errorSentence(ofList ? "The list" : "This", refused));
            email.setInvalid(true);
            outcome.setText("");
        }
        email.focus();
    }

    private void remove(Recipient removed) {
        if (applyChange(() -> recipients.put(
                account.code(),
                emails().filter(one -> !one.equals(removed.email())).toList()))) {
            outcome.setText("Removed " + removed.email() + ".");
            email.focus();
        }
    }

    private void askAgain(Recipient asked) {
        if (applyChange(() -> recipients.askAgain(account.code(), asked.email()))) {
            outcome.setText("An e-mail asks " + asked.email() + " to confirm.");
        }
    }

    private boolean applyChange(Supplier<List<Recipient>> change) {
        problem.removeAll();
        outcome.setText("");
        try {
            show(change.get());
            return true;
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, FieldProblemText.errorSentence("The address", refused)));
            return false;
        }
    }

    private Stream<String> emails() {
        return recipients.get(account.code()).stream().map(Recipient::email);
    }

    private void show(List<Recipient> all) {
        emptyText.setVisible(all.isEmpty());
        list.setVisible(!all.isEmpty());
        list.removeAll();
        for (var one : all) {
            var item = new RecipientItem(one, account.zone(), clock.instant());
            list.add(mayChange ? item.addActions(mailConfigured, () -> askAgain(one), () -> remove(one)) : item);
        }
    }
}
