package io.drawdown.console.estimate;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.Listing;
import io.drawdown.console.Address;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/** Who would pay for a job, stretch by stretch, and why the rest is not covered. */
class StretchTable extends Table<Stretch> {

    private final Function<Stretch, String> why;
    private final QueryParameters sameAccount;
    private final ZoneId zone;

    StretchTable(
            List<Stretch> stretches,
            Function<Stretch, String> why,
            QueryParameters sameAccount,
            ZoneId zone,
            Instant now) {
        super(stretches::indexOf);
        this.why = why;
        this.sameAccount = sameAccount;
        this.zone = zone;
        component("Paid by", this::payer).setFlexGrow(1).setWidth("12rem").setRowHeader(true);
        instant("From", Stretch::from, one -> zone, now).setFlexGrow(0).setWidth("9.25rem");
        instant("Until", Stretch::to, one -> zone, now).setFlexGrow(0).setWidth("9.25rem");
        number("Node-hours", one -> Format.bareHours(one.nodeSeconds()))
                .setFlexGrow(0)
                .setWidth("6.5rem");
        number("Cost", StretchTable::cost).setFlexGrow(0).setWidth("6.5rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Who would pay", this::card);
        show(Listing.of(stretches), stretches.size());
    }

    private Component payer(Stretch one) {
        var payer = new Div(name(one));
        payer.addClassName("payer");
        if (!one.isCovered()) {
            payer.add(quiet(why.apply(one)));
        }
        return payer;
    }

    private Component card(Stretch one) {
        var head = new Div(name(one), new Strong(Format.hours(one.nodeSeconds())));
        head.addClassName("between");
        var foot = new Div(
                quiet(Format.minute(one.from(), zone) + " – " + Format.minute(one.to(), zone)), new Span(cost(one)));
        foot.addClassName("between");
        var card = new Div(head);
        if (!one.isCovered()) {
            card.add(quiet(why.apply(one)));
        }
        card.add(foot);
        card.addClassName("row-card");
        return card;
    }

    private Component name(Stretch one) {
        return one.isCovered()
                ? new Anchor(
                        Address.of("packages/" + one.part().packageId(), sameAccount),
                        one.part().title())
                : new Strong("Pay-per-use");
    }

    private static String cost(Stretch one) {
        return one.part().amount() == null ? "" : Format.money(one.part().amount());
    }
}
