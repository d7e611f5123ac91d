package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.purchase.order.Order;
import java.time.Instant;

/** The receipt of an order, with links to the next steps. */
class OrderReceipt extends Section {

    OrderReceipt(
            Buyer buyer, Order order, Region region, Instant now, QueryParameters accountParameters, Runnable another) {
        addClassName("receipt");
        var made = order.resourcePackage();
        var placed = new Notice(
                Notice.Tone.SUCCESS,
                new Span("Order "),
                new StrongText(order.number()),
                new Span(
                        made.effectiveAt().isAfter(now)
                                ? " is placed. Its package becomes effective at the chosen time."
                                : " is placed. Its package is in effect and covers usage from now on."));

        var factList = new FactList();
        if (buyer.isStaff()) {
            factList.fact("Account", buyer.account().name());
        }
        factList.fact("Package", made.name() + " × " + order.quantity())
                .fact("Region", region.code())
                .fact("Total duration", Format.hours(made.totalNodeSeconds()))
                .fact(
                        "Effective",
                        InstantText.at(made.effectiveAt(), buyer.account().zone(), now))
                .fact("Valid until", InstantText.until(made.expiresAt(), region.zone(), now))
                .fact("Price", new StrongText(Format.money(order.price())));

        var open = new LinkButton(PageAddress.of("packages/" + made.id(), accountParameters), "Open the package")
                .primary();
        var actions = new Div(open, new Button("Buy another", click -> another.run()));
        actions.addClassName("actions");
        add(placed, new Card("What was bought", factList), actions);
    }

    /** Moves the focus and screen readers to the receipt. */
    void focus() {
        getElement().setAttribute("tabindex", "-1").callJsFunction("focus");
    }
}
