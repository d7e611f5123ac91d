package io.drawdown.console.deliveries;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.notification.Delivery;
import io.drawdown.notification.DeliveryState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Deliveries, the newest first, each with a button that sends it again. They are of many accounts, so times are in UTC. */
class DeliveryTable extends Table<Delivery> {

    private final UnaryOperator<Delivery> sendAgain;
    private final Clock clock;
    private final Set<String> sentAgain = new HashSet<>();

    /** A table whose button does this with a delivery, and shows what has become of it. */
    DeliveryTable(UnaryOperator<Delivery> sendAgain, Clock clock) {
        super(Delivery::id);
        this.sendAgain = sendAgain;
        this.clock = clock;
        component("To", this::to)
                .setFlexGrow(2)
                .setWidth("12rem")
                .setRowHeader(true)
                .setSortable(false);
        component("State", one -> DeliveryWords.badge(one.state()))
                .setFlexGrow(0)
                .setWidth("8rem")
                .setSortable(false);
        number("Tries", one -> Format.count(one.attempts()))
                .setSortProperty("attempts")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        component("Last error", one -> wrapped(one.lastError()))
                .setFlexGrow(3)
                .setWidth("10rem")
                .setSortable(false);
        time("Next try, UTC", "nextAttemptAt", Delivery::nextAttemptAt);
        var written = time("Written, UTC", "createdAt", Delivery::createdAt);
        var message = text("Message", Delivery::messageId)
                .setTooltipGenerator(Delivery::messageId)
                .setFlexGrow(0)
                .setWidth("7rem")
                .setSortable(false);
        component("Send", this::action).setFlexGrow(0).setWidth("8.5rem").setSortable(false);
        orAsCards("Deliveries", this::card);
        showFrom(ROOMY, message);
        showFrom(ROOMY, written);
    }

    private interface When {
        @Nullable
        Instant of(Delivery delivery);
    }

    private Column<Delivery> time(String header, String property, When when) {
        return addColumn(one -> minute(when.of(one)))
                .setHeader(header)
                .setTooltipGenerator(one -> distance(when.of(one)))
                .setSortProperty(property)
                .setFlexGrow(0)
                .setWidth("9.5rem");
    }

    private Component to(Delivery one) {
        var about = new Span(DeliveryWords.of(one) + " · " + one.account());
        about.addClassName("quiet");
        var to = new Div(new Span(one.recipient()), about);
        to.addClassName("row-card");
        return to;
    }

    private Component action(Delivery one) {
        if (sentAgain.contains(one.id())) {
            var said = new Span("On its way again");
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
        sentAgain.add(one.id());
        getDataProvider().refreshItem(sendAgain.apply(one));
    }

    /** Forgets what was sent again here, for when the rows are read anew. */
    void forget() {
        sentAgain.clear();
    }

    private Component card(Delivery one) {
        var head = new Div(new Span(one.recipient()), DeliveryWords.badge(one.state()));
        head.addClassName("between");
        var about = new Span(
                DeliveryWords.of(one) + " · " + one.account() + " · " + Format.count(one.attempts(), "try", "tries"));
        about.addClassName("quiet");
        var card = new Div(head, about);
        card.addClassName("row-card");
        if (one.lastError() != null) {
            card.add(new Span(one.lastError()));
        }
        if (one.nextAttemptAt() != null) {
            card.add(new Span("Next try " + Format.distance(one.nextAttemptAt(), clock.instant())));
        }
        card.add(new Div(action(one)));
        return card;
    }

    private static String minute(@Nullable Instant instant) {
        return instant == null ? "" : Format.minute(instant, ZoneOffset.UTC);
    }

    private @Nullable String distance(@Nullable Instant instant) {
        return instant == null ? null : Format.zoneAndDistance(instant, ZoneOffset.UTC, clock.instant());
    }
}
