package io.drawdown.console.corrections;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.AccountPage;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.console.usage.UsageLinks;
import io.drawdown.usage.VoidedUsage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** Voided usage that could cover charges now, each with a button that says what. They are of many accounts, so times are in UTC. */
class VoidedTable extends Table<VoidedUsage> {

    private final Consumer<VoidedUsage> open;
    private final Instant now;

    VoidedTable(Consumer<VoidedUsage> open, Instant now) {
        super(one -> List.of(one.account(), one.source(), one.id()));
        this.open = open;
        this.now = now;
        component("Job", VoidedTable::job)
                .setSortProperty("job")
                .setFlexGrow(2)
                .setWidth("9rem")
                .setRowHeader(true);
        component("Account", VoidedTable::account)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("7rem");
        var from = instant("From, UTC", VoidedUsage::startedAt, one -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        var to = instant("To, UTC", VoidedUsage::endedAt, one -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        number("Node-hours voided", one -> Format.bareHours(one.nodeSeconds()))
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("10rem");
        instant("Voided, UTC", VoidedUsage::voidedAt, one -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        component("Settle again", this::action)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        orAsCards("Voided usage", this::card);
        showFrom(ROOMY, from);
        showFrom(ROOMY, to);
    }

    private static Component job(VoidedUsage one) {
        return twoLines(new Div(UsageLinks.job(one.job(), of(one))), quiet(one.id() + " of " + one.source()));
    }

    private static Component account(VoidedUsage one) {
        return UsageLinks.jobs(one.account(), of(one));
    }

    private static QueryParameters of(VoidedUsage one) {
        return QueryParameters.of(AccountPage.ACCOUNT, one.account());
    }

    private Button action(VoidedUsage one) {
        var button = new Button("Settle again …", click -> open.accept(one));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Settle again after the void of " + one.job() + " of " + one.account());
        return button;
    }

    private Component card(VoidedUsage one) {
        var head = new Div(job(one), new Strong(Format.bareHours(one.nodeSeconds()) + "\u00a0h"));
        head.addClassName("between");
        var when = new Span("Voided " + Format.distance(one.voidedAt(), now));
        when.addClassName("quiet");
        var foot = new Div(when, action(one));
        foot.addClassName("between");
        var card = new Div(head, account(one), foot);
        card.addClassName("row-card");
        return card;
    }
}
