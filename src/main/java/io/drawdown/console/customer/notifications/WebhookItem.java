package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.model.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.dialog.SecretPanel;
import io.drawdown.notification.webhook.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A webhook with its actions. */
class WebhookItem extends ListItem {

    private final Webhooks webhooks;
    private final WebhookTestRunner testRunner;
    private final Account account;
    private final Clock clock;
    private final Div details = new Div();
    private final Div result = new Div();
    private final Div secret = new Div();
    private Webhooks.Webhook webhook;
    private boolean isTesting;

    WebhookItem(
            Webhooks.Webhook webhook,
            Webhooks webhooks,
            WebhookTestRunner testRunner,
            Account account,
            boolean mayChange,
            Clock clock,
            Consumer<WebhookItem> remove) {
        this.webhook = webhook;
        this.webhooks = webhooks;
        this.testRunner = testRunner;
        this.account = account;
        this.clock = clock;
        details.addClassName("quiet");
        var words = new Div(new StrongText(webhook.url()), details);
        words.addClassName("words");
        var head = new Div(words);
        head.addClassName("head");
        if (mayChange) {
            head.add(actions(remove));
        }
        add(head, result, secret);
        showWebhook();
    }

    Webhooks.Webhook webhook() {
        return webhook;
    }

    /** Shows a new secret once and moves the focus to the copy button. */
    void showSecret(String newSecret) {
        secret.removeAll();
        var panel = new SecretPanel(
                "Signing secret",
                newSecret,
                "Copy it now to the program that receives the messages: it isn’t shown again.");
        secret.add(panel);
        panel.focus();
    }

    private Div actions(Consumer<WebhookItem> remove) {
        var actions = new Div(
                action("Send a test", this::startTest),
                action("Rotate secret", this::confirmRotation),
                action("Remove", () -> confirmRemoval(remove)));
        actions.addClassName("actions");
        return actions;
    }

    private Button action(String name, Runnable action) {
        var button = new Button(name, click -> action.run());
        button.setAriaLabel(name + ": " + webhook.url());
        return button;
    }

    private void startTest() {
        if (isTesting) {
            return;
        }
        isTesting = true;
        result.removeAll();
        result.add(new Notice(Notice.Tone.INFO, "Sending a test, for 10 seconds at most …"));
        testRunner.startTest(UI.getCurrent(), account.code(), this);
    }

    /** Shows why a test wasn't sent. */
    void showTestProblem(ProblemException problem) {
        isTesting = false;
        showProblem(problem);
    }

    /** Shows the result of a test. */
    void showTestResult(Webhooks.TestResult tested) {
        isTesting = false;
        result.removeAll();
        result.add(
                tested.delivered()
                        ? new Notice(Notice.Tone.SUCCESS, "The URL answered with status " + tested.status() + ".")
                                .lead("Delivered")
                        : new Notice(Notice.Tone.ERROR, String.valueOf(tested.problem())).lead("Not delivered"));
    }

    private void confirmRotation() {
        new ConfirmationDialog(
                        "Rotate the secret?",
                        "A new secret for " + webhook.url()
                                + " is shown once. For a day, messages are signed with both the new and the current"
                                + " one, so that you can switch."
                                + (webhook.previousSecretUntil() == null
                                        ? ""
                                        : " The secret before that no longer signs."),
                        "Rotate secret",
                        this::rotate)
                .open();
    }

    private void rotate() {
        try {
            var rotated = webhooks.rotateSecret(account.code(), webhook.id());
            webhook = rotated.webhook();
            showWebhook();
            showSecret(rotated.secret());
        } catch (ProblemException refused) {
            showProblem(refused);
        }
    }

    /** Shows why an action failed, such as that another user has removed the webhook. */
    void showProblem(ProblemException problem) {
        result.removeAll();
        result.add(new Notice(
                Notice.Tone.ERROR,
                problem.type() == ProblemType.NOT_FOUND
                        ? "Someone has removed this webhook. It is no longer called."
                        : problem.detail()));
    }

    private void confirmRemoval(Consumer<WebhookItem> remove) {
        new ConfirmationDialog(
                        "Remove the webhook?",
                        webhook.url()
                                + " is no longer called, not even for messages on their way. Its secret is deleted.",
                        "Remove webhook",
                        () -> remove.accept(this))
                .danger()
                .open();
    }

    private void showWebhook() {
        details.removeAll();
        details.add(new Span(kindsText() + " · added "), instantText(webhook.createdAt()));
        if (webhook.previousSecretUntil() != null) {
            details.add(new Span(" · signed with both secrets until "), instantText(webhook.previousSecretUntil()));
        }
    }

    private Component instantText(Instant instant) {
        return InstantText.at(instant, account.zone(), clock.instant());
    }

    private String kindsText() {
        return webhook.kinds().size() == AlertKind.values().length
                ? "All messages"
                : webhook.kinds().stream().sorted().map(AlertKindLabels::label).collect(Collectors.joining(", "));
    }
}
