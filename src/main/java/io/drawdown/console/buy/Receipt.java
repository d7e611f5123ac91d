package io.drawdown.console.buy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.Region;
import io.drawdown.console.Address;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import io.drawdown.purchase.Order;
import java.time.Instant;

/** What was bought, and where to go from there. */
class Receipt extends Section {

    Receipt(Buyer buyer, Order order, Region region, Instant now, QueryParameters sameAccount, Runnable another) {
        addClassName("receipt");
        var made = order.resourcePackage();
        var placed = new Notice(
                Notice.Tone.SUCCESS,
                new Span("Order "),
                new Strong(order.number()),
                new Span(
                        made.effectiveAt().isAfter(now)
                                ? " is placed. Its package becomes effective at the chosen time."
                                : " is placed. Its package is in effect and covers what runs from now on."));

        var facts = new Facts();
        if (buyer.isStaff()) {
            facts.fact("Account", buyer.account().name());
        }
        facts.fact("Package", made.name() + " × " + order.quantity())
                .fact("Region", region.code())
                .fact("Total duration", Format.hours(made.totalNodeSeconds()))
                .fact("Effective", When.at(made.effectiveAt(), buyer.account().zone(), now))
                .fact("Valid until", When.until(made.expiresAt(), region.zone(), now))
                .fact("Price", new Strong(Format.money(order.price())));

        var open = new LinkButton(Address.of("packages/" + made.id(), sameAccount), "Open the package").primary();
        var actions = new Div(open, new Button("Buy another", click -> another.run()));
        actions.addClassName("actions");
        add(placed, new Card("What was bought", facts), actions);
    }

    /** Lets the keyboard and screen readers go on here. */
    void focus() {
        getElement().setAttribute("tabindex", "-1").callJsFunction("focus");
    }
}
