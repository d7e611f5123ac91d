package io.drawdown.console.admin.deliveries;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.notification.delivery.Delivery;
import io.drawdown.notification.delivery.DeliveryState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The grid of deliveries, newest first, each with a button that sends it again. Times are in UTC, because accounts
 * differ in zone.
 */
class DeliveryGrid extends DataGrid<Delivery> {

    private final UnaryOperator<Delivery> resend;
    private final Clock clock;
    private final Set<String> resentIds = new HashSet<>();

    /** Creates a grid whose buttons send a delivery again and then show its new state. */
    DeliveryGrid(UnaryOperator<Delivery> resend, Clock clock) {
        super(Delivery::id);
        this.resend = resend;
        this.clock = clock;
        componentColumn("To", this::recipientCell)
                .setFlexGrow(2)
                .setWidth("12rem")
                .setRowHeader(true)
                .setSortable(false);
        componentColumn("State", one -> DeliveryLabels.badge(one.state()))
                .setFlexGrow(0)
                .setWidth("8rem")
                .setSortable(false);
        numberColumn("Attempts", one -> Format.count(one.attempts()))
                .setSortProperty("attempts")
                .setFlexGrow(0)
                .setWidth("6.25rem");
        componentColumn("Last error", one -> wrappedText(one.lastError()))
                .setFlexGrow(3)
                .setWidth("10rem")
                .setSortable(false);
        timeColumn("Next attempt, UTC", "nextAttemptAt", Delivery::nextAttemptAt);
        var written = timeColumn("Created, UTC", "createdAt", Delivery::createdAt);
        var message = textColumn("Message", Delivery::messageId)
                .setTooltipGenerator(Delivery::messageId)
                .setFlexGrow(0)
                .setWidth("7rem")
                .setSortable(false);
        componentColumn("Send", this::resendButton)
                .setFlexGrow(0)
                .setWidth("8.5rem")
                .setSortable(false);
        showAsCardsWhenNarrow("Deliveries", this::card);
        leaveOutFirst(message, written);
    }

    private interface InstantOf {
        @Nullable
        Instant get(Delivery delivery);
    }

    private Column<Delivery> timeColumn(String header, String property, InstantOf instantOf) {
        return addColumn(one -> minute(instantOf.get(one)))
                .setHeader(header)
                .setTooltipGenerator(one -> distance(instantOf.get(one)))
                .setSortProperty(property)
                .setFlexGrow(0)
                .setWidth("9.5rem");
    }

    private Component recipientCell(Delivery one) {
        var about = new Span(DeliveryLabels.label(one) + " · " + one.account());
        about.addClassName("quiet");
        var to = new Div(new Span(one.recipient()), about);
        to.addClassName("row-card");
        return to;
    }

    private Component resendButton(Delivery one) {
        if (resentIds.contains(one.id())) {
            var said = new Span("Sending again");
            said.addClassName("quiet");
            said.getElement().setAttribute("role", "status");
            return said;
        }
        var button = new Button(one.state() == DeliveryState.PENDING ? "Send now" : "Send again", click -> send(one));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(button.getText() + ": " + one.messageId() + " to " + one.recipient());
        return button;
    }

    private void send(Delivery one) {
        resentIds.add(one.id());
        getDataProvider().refreshItem(resend.apply(one));
    }

    /** Forgets which deliveries were sent again from this grid, before the rows are reloaded. */
    void forgetResent() {
        resentIds.clear();
    }

    private Component card(Delivery one) {
        var head = new Div(new Span(one.recipient()), DeliveryLabels.badge(one.state()));
        head.addClassName("between");
        var about = new Span(DeliveryLabels.label(one) + " · " + one.account() + " · "
                + Format.count(one.attempts(), "try", "tries"));
        about.addClassName("quiet");
        var card = new Div(head, about);
        card.addClassName("row-card");
        if (one.lastError() != null) {
            card.add(new Span(one.lastError()));
        }
        if (one.nextAttemptAt() != null) {
            card.add(new Span("Next attempt " + Format.distance(one.nextAttemptAt(), clock.instant())));
        }
        card.add(new Div(resendButton(one)));
        return card;
    }

    private static String minute(@Nullable Instant instant) {
        return instant == null ? "" : Format.minute(instant, ZoneOffset.UTC);
    }

    private @Nullable String distance(@Nullable Instant instant) {
        return instant == null ? null : Format.zoneAndDistance(instant, ZoneOffset.UTC, clock.instant());
    }
}
