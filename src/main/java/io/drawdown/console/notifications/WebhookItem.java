package io.drawdown.console.notifications;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.Account;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Confirmation;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.SecretPanel;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.When;
import io.drawdown.notification.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A URL that is called, and what can be done with it. */
class WebhookItem extends ListItem {

    private final Webhooks webhooks;
    private final WebhookTests tests;
    private final Account account;
    private final Clock clock;
    private final Div about = new Div();
    private final Div result = new Div();
    private final Div secret = new Div();
    private Webhooks.Webhook webhook;
    private boolean testing;

    WebhookItem(
            Webhooks.Webhook webhook,
            Webhooks webhooks,
            WebhookTests tests,
            Account account,
            boolean mayChange,
            Clock clock,
            Consumer<WebhookItem> remove) {
        this.webhook = webhook;
        this.webhooks = webhooks;
        this.tests = tests;
        this.account = account;
        this.clock = clock;
        about.addClassName("quiet");
        var words = new Div(new Strong(webhook.url()), about);
        words.addClassName("words");
        var head = new Div(words);
        head.addClassName("head");
        if (mayChange) {
            head.add(actions(remove));
        }
        add(head, result, secret);
        showWhatIsKnown();
    }

    Webhooks.Webhook webhook() {
        return webhook;
    }

    /** Shows a new secret, this once, and puts the keyboard on copying it. */
    void show(String newSecret) {
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
                action("Send a test", this::test),
                action("Rotate secret", this::askToRotate),
                action("Remove", () -> askToRemove(remove)));
        actions.addClassName("actions");
        return actions;
    }

    private Button action(String name, Runnable action) {
        var button = new Button(name, click -> action.run());
        button.setAriaLabel(name + ": " + webhook.url());
        return button;
    }

    private void test() {
        if (testing) {
            return;
        }
        testing = true;
        result.removeAll();
        result.add(new Notice(Notice.Tone.INFO, "Sending a test, for 10 seconds at most …"));
        tests.run(UI.getCurrent(), account.code(), this);
    }

    /** Says why a test wasn't sent. */
    void notTested(ProblemException problem) {
        testing = false;
        refused(problem);
    }

    /** Says what became of a test. */
    void tested(Webhooks.TestResult tested) {
        testing = false;
        result.removeAll();
        result.add(
                tested.delivered()
                        ? new Notice(Notice.Tone.SUCCESS, "The URL answered with status " + tested.status() + ".")
                                .lead("Delivered")
                        : new Notice(Notice.Tone.ERROR, String.valueOf(tested.problem())).lead("Not delivered"));
    }

    private void askToRotate() {
        new Confirmation(
                        "Rotate the secret?",
                        "A new secret for " + webhook.url()
                                + " is shown once. For a day messages are signed with it and with the "
                                + "present one, so that you can change it over."
                                + (webhook.previousSecretUntil() == null
                                        ? ""
                                        : " The secret before that no longer signs."),
                        "Rotate secret",
                        this::rotate)
                .open();
    }

    private void rotate() {
        try {
            var rotated = webhooks.rotate(account.code(), webhook.id());
            webhook = rotated.webhook();
            showWhatIsKnown();
            show(rotated.secret());
        } catch (ProblemException refused) {
            refused(refused);
        }
    }

    /** Says why something wasn't done, such as that somebody else has removed the webhook meanwhile. */
    void refused(ProblemException problem) {
        result.removeAll();
        result.add(new Notice(
                Notice.Tone.ERROR,
                problem.type() == ProblemType.NOT_FOUND
                        ? "Somebody has removed this webhook meanwhile. It is no longer called."
                        : problem.detail()));
    }

    private void askToRemove(Consumer<WebhookItem> remove) {
        new Confirmation(
                        "Remove the webhook?",
                        webhook.url()
                                + " is no longer called, not even with what is on its way. Its secret is forgotten.",
                        "Remove webhook",
                        () -> remove.accept(this))
                .danger()
                .open();
    }

    private void showWhatIsKnown() {
        about.removeAll();
        about.add(new Span(kinds() + " · added "), when(webhook.createdAt()));
        if (webhook.previousSecretUntil() != null) {
            about.add(new Span(" · signed with both secrets until "), when(webhook.previousSecretUntil()));
        }
    }

    private Component when(Instant instant) {
        return When.at(instant, account.zone(), clock.instant());
    }

    private String kinds() {
        return webhook.kinds().size() == AlertKind.values().length
                ? "All messages"
                : webhook.kinds().stream().sorted().map(KindWords::of).collect(Collectors.joining(", "));
    }
}
