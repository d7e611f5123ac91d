package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.notification.email.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** An e-mail recipient of alerts, confirmed or still to confirm, with its actions. */
class RecipientItem extends ListItem {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final Recipient recipient;
    private final ZoneId zone;
    private final Instant now;

    RecipientItem(Recipient recipient, ZoneId zone, Instant now) {
        this.recipient = recipient;
        this.zone = zone;
        this.now = now;
        var address = new Span(recipient.email());
        address.addClassName("address");
        var words = new Div(address);
        words.addClassName("words");
        if (!recipient.confirmed()) {
            words.add(new StatusBadge("Waiting for confirmation", StatusTone.PENDING), confirmationText());
        }
        add(words);
    }

    /** Adds the actions for a user who may change the recipients. */
    RecipientItem addActions(boolean mailConfigured, Runnable askAgain, Runnable remove) {
        var actions = new Div();
        actions.addClassName("actions");
        if (!recipient.confirmed()) {
            var ask = action(recipient.askedAt() == null ? "Send e-mail" : "Send again", askAgain);
            ask.setEnabled(mailConfigured && recipient.askedNextAt() == null && recipient.mayBeAskedFrom() == null);
            actions.add(ask);
        }
        actions.add(action("Remove", remove));
        add(actions);
        return this;
    }

    private Button action(String name, Runnable action) {
        var button = new Button(name, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(name + (name.equals("Remove") ? " " : " to ") + recipient.email());
        return button;
    }

    private Component confirmationText() {
        var asked = new Span();
        asked.addClassName("quiet");
        if (recipient.askedNextAt() != null) {
            if (recipient.askedNextAt().isAfter(now.plus(SOON))) {
                asked.add(
                        new Span("The confirmation e-mail is sent "),
                        instantText(recipient.askedNextAt()),
                        new Span("."));
            } else {
                asked.add(new Span("The confirmation e-mail is on its way."));
            }
            return asked;
        }
        asked.add(
                recipient.askedAt() == null
                        ? new Span("No confirmation e-mail has been sent yet.")
                        : new Span(
                                new Span("Confirmation e-mail sent "),
                                instantText(recipient.askedAt()),
                                new Span(".")));
        if (recipient.mayBeAskedFrom() != null) {
            asked.add(
                    new Span(" Another one can be sent from "), instantText(recipient.mayBeAskedFrom()), new Span("."));
        }
        return asked;
    }

    private Component instantText(Instant instant) {
        return InstantText.at(instant, zone, now);
    }
}
