package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.account.model.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Card;
import io.drawdown.notification.webhook.Webhooks;
import java.time.Clock;

/** The card of the webhooks. */
class WebhooksCard extends Card {

    private final Webhooks webhooks;
    private final WebhookTestRunner testRunner;
    private final Account account;
    private final boolean mayChange;
    private final Clock clock;
    private final UnorderedList list = new UnorderedList();
    private final Paragraph emptyText = new Paragraph("No webhooks yet.");
    private final TextField url = new TextField("URL");
    private final CheckboxGroup<AlertKind> kinds = new CheckboxGroup<>("Messages");
    private final Span outcome = new Span();

    WebhooksCard(Webhooks webhooks, WebhookTestRunner testRunner, Account account, boolean mayChange, Clock clock) {
        super("Webhooks");
        this.webhooks = webhooks;
        this.testRunner = testRunner;
        this.account = account;
        this.mayChange = mayChange;
        this.clock = clock;
        subtitle("Each message is posted to these URLs, signed by the Standard Webhooks specification");
        addClassName("channel");
        list.addClassName("webhooks");
        emptyText.addClassName("quiet");
        outcome.addClassName("quiet");
        outcome.getElement().setAttribute("role", "status");
        add(emptyText, list);
        if (mayChange) {
            add(outcome, createForm());
        }
        webhooks.list(account.code()).forEach(webhook -> list.add(createItem(webhook)));
        updateEmptyText();
    }

    private Div createForm() {
        url.setPlaceholder("https://hooks.example.com/drawdown");
        url.setManualValidation(true);
        url.setValueChangeMode(ValueChangeMode.EAGER);
        url.addValueChangeListener(change -> url.setInvalid(false));
        url.addKeyDownListener(Key.ENTER, pressed -> add());
        kinds.setManualValidation(true);
        kinds.setItems(AlertKind.values());
        kinds.setItemLabelGenerator(AlertKindLabels::label);
        kinds.select(AlertKind.values());
        kinds.addValueChangeListener(change -> kinds.setInvalid(false));
        kinds.setErrorMessage("Choose at least one.");
        var form = new Div(url, kinds, new Button("Add webhook", click -> add()));
        form.addClassName("add-webhook");
        return form;
    }

    private void add() {
        if (kinds.getValue().isEmpty()) {
            kinds.setInvalid(true);
            return;
        }
        try {
            var added = webhooks.create(account.code(), url.getValue().strip(), kinds.getValue());
            var item = createItem(added.webhook());
            list.add(item);
            updateEmptyText();
            url.clear();
            kinds.select(AlertKind.values());
            outcome.setText("");
            item.showSecret(added.secret());
        } catch (ProblemException problem) {
            url.setErrorMessage(FieldProblemText.errorSentence("The URL", problem));
            url.setInvalid(true);
            url.focus();
        }
    }

    private void remove(WebhookItem item) {
        try {
            webhooks.delete(account.code(), item.webhook().id());
        } catch (ProblemException problem) {
            if (problem.type() != ProblemType.NOT_FOUND) {
                item.showProblem(problem);
                return;
            }
        }
        item.removeFromParent();
        updateEmptyText();
        outcome.setText("Removed " + item.webhook().url() + ".");
        url.focus();
    }

    private WebhookItem createItem(Webhooks.Webhook webhook) {
        return new WebhookItem(webhook, webhooks, testRunner, account, mayChange, clock, this::remove);
    }

    private void updateEmptyText() {
        var any = list.getComponentCount() > 0;
        list.setVisible(any);
        emptyText.setVisible(!any);
    }
}
