package io.drawdown.console.admin.corrections;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.event.VoidedUsage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * The grid of voided usage that could cover charges now, each with a button that shows the effect. Times are in UTC,
 * because accounts differ in zone.
 */
class VoidedUsageGrid extends DataGrid<VoidedUsage> {

    private final Consumer<VoidedUsage> open;
    private final Instant now;

    VoidedUsageGrid(Consumer<VoidedUsage> open, Instant now) {
        super(one -> List.of(one.account(), one.source(), one.id()));
        this.open = open;
        this.now = now;
        componentColumn("Job", VoidedUsageGrid::jobCell)
                .setSortProperty("job")
                .setFlexGrow(2)
                .setWidth("9rem")
                .setRowHeader(true);
        componentColumn("Account", VoidedUsageGrid::accountCell)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("7rem");
        var from = instantColumn("From, UTC", VoidedUsage::startedAt, one -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        var to = instantColumn("To, UTC", VoidedUsage::endedAt, one -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        numberColumn("Node-hours voided", one -> Format.hoursWithoutUnit(one.nodeSeconds()))
                .setSortProperty("nodeSeconds")
                .setFlexGrow(0)
                .setWidth("10rem");
        instantColumn("Voided, UTC", VoidedUsage::voidedAt, one -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        componentColumn("Recharge", this::settleButton)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        showAsCardsWhenNarrow("Voided usage", this::card);
        leaveOutFirst(from, to);
    }

    private static Component jobCell(VoidedUsage one) {
        return twoLines(
                new Div(UsageLinks.jobLink(one.job(), accountParameters(one))),
                quietText(one.id() + " of " + one.source()));
    }

    private static Component accountCell(VoidedUsage one) {
        return UsageLinks.jobsLink(one.account(), accountParameters(one));
    }

    private static QueryParameters accountParameters(VoidedUsage one) {
        return QueryParameters.of(AccountPage.ACCOUNT, one.account());
    }

    private Button settleButton(VoidedUsage one) {
        var button = new Button("Recharge …", click -> open.accept(one));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Recharge after the void of " + one.job() + " of " + one.account());
        return button;
    }

    private Component card(VoidedUsage one) {
        var head = new Div(jobCell(one), new StrongText(Format.hours(one.nodeSeconds())));
        head.addClassName("between");
        var when = new Span("Voided " + Format.distance(one.voidedAt(), now));
        when.addClassName("quiet");
        var foot = new Div(when, settleButton(one));
        foot.addClassName("between");
        var card = new Div(head, accountCell(one), foot);
        card.addClassName("row-card");
        return card;
    }
}
