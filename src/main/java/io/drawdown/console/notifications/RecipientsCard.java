package io.drawdown.console.notifications;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.notification.Recipients;
import java.util.ArrayList;
import java.util.List;

/** Who is told by e-mail. */
class RecipientsCard extends Card {

    private final Recipients recipients;
    private final String account;
    private final boolean mayChange;
    private final UnorderedList list = new UnorderedList();
    private final Paragraph nobody = new Paragraph("Nobody is told by e-mail.");
    private final EmailField email = new EmailField("E-mail address");
    private final Span outcome = new Span();
    private final Div problem = new Div();

    RecipientsCard(Recipients recipients, String account, boolean mailConfigured, boolean mayChange) {
        super("E-mail");
        this.recipients = recipients;
        this.account = account;
        this.mayChange = mayChange;
        addClassName("channel");
        if (!mailConfigured) {
            add(new Notice(Notice.Tone.INFO, "No e-mail is sent, because this server has no mail server to send it through. "
                    + "Whoever runs it can set one up; the addresses are kept for then."));
        }
        list.addClassName("recipients");
        nobody.addClassName("quiet");
        outcome.addClassName("quiet");
        outcome.getElement().setAttribute("role", "status");
        add(problem, nobody, list);
        if (mayChange) {
            add(form(), outcome);
        }
        show(recipients.get(account));
    }

    private Div form() {
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
        var all = new ArrayList<>(recipients.get(account));
        all.add(added);
        try {
            show(recipients.put(account, all));
            email.clear();
            outcome.setText("Added " + added + ".");
        } catch (ProblemException problem) {
            var ofList = problem.errors().stream().anyMatch(error -> error.field().equals("emails"));
            email.setErrorMessage(Refusals.sentence(ofList ? "The list" : "This", problem));
            email.setInvalid(true);
            outcome.setText("");
        }
        email.focus();
    }

    private void remove(String removed) {
        problem.removeAll();
        try {
            show(recipients.put(account, recipients.get(account).stream().filter(one -> !one.equals(removed)).toList()));
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
            return;
        }
        outcome.setText("Removed " + removed + ".");
        email.focus();
    }

    private void show(List<String> emails) {
        nobody.setVisible(emails.isEmpty());
        list.setVisible(!emails.isEmpty());
        list.removeAll();
        for (var one : emails) {
            var item = new ListItem(new Span(one));
            if (mayChange) {
                var remove = new Button("Remove", click -> remove(one));
                remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
                remove.setAriaLabel("Remove " + one);
                item.add(remove);
            }
            list.add(item);
        }
    }
}
