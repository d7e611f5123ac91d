package io.drawdown.console.buy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.drawdown.catalog.Region;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import io.drawdown.purchase.PlaceOrder.Acknowledgements;
import io.drawdown.purchase.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the order comes to, what has to be acknowledged, and the button that buys. */
class OrderSummary extends Card {

    private final Buyer buyer;
    private final Div content = new Div();
    private final Span price = new Span();
    private final Strong boundTo = new Strong("");
    private final Acknowledgement nonRefundable =
            new Acknowledgement(new Span("I know that a package can’t be unsubscribed or refunded."));
    private final Acknowledgement region = new Acknowledgement(
            new Span(new Text("I know that it works in "), boundTo, new Text(" only, in public resource pools.")));
    private final Div problem = new Div();
    private final Button buy = new Button("Buy");
    private @Nullable Region shownRegion;

    OrderSummary(Buyer buyer, Runnable buying) {
        super("Your order");
        this.buyer = buyer;
        addClassName("order-summary");
        content.addClassName("order");
        price.addClassName("price");
        price.getElement().setAttribute("aria-live", "polite");
        buy.addThemeVariants(ButtonVariant.PRIMARY);
        buy.setDisableOnClick(true);
        buy.addClickListener(click -> {
            try {
                buying.run();
            } finally {
                buy.setEnabled(true);
            }
        });
        var total = new Div(new Strong("Price"), price);
        total.addClassName("total");
        add(content, total);
        if (buyer.mayBuy()) {
            add(nonRefundable, region, problem, buy);
        } else {
            add(new Notice(
                    Notice.Tone.INFO,
                    "Support can look at everything here and buy nothing. The account’s own people and admins can."));
        }
    }

    /** Shows an order. What was acknowledged of one region is to be acknowledged anew of another. */
    void show(Draft draft, Instant now) {
        if (draft.region() == null || !draft.region().equals(shownRegion)) {
            region.setValue(false);
        }
        shownRegion = draft.region();
        boundTo.setText(draft.region() == null ? "its region" : draft.region().code());
        content.removeAll();
        content.add(facts(draft, now));
        if (draft.offer() == null) {
            content.add(quiet("Choose a package, and what it comes to is shown here."));
        } else if (draft.quote() == null) {
            content.add(quiet("Enter a quantity, and what it comes to is shown here."));
        }
        var quote = draft.quote();
        price.setText(quote == null ? "–" : Format.money(quote.price()));
        buy.setText(quote == null ? "Buy" : "Buy for " + Format.money(quote.price()));
    }

    /** Says what is missing of the acknowledgements; gives the first that is. */
    @Nullable
    Acknowledgement check() {
        var refundKnown = nonRefundable.check();
        var regionKnown = region.check();
        return !refundKnown ? nonRefundable : !regionKnown ? region : null;
    }

    /** What was acknowledged: of the region, the code that stands beside the tick. */
    Acknowledgements acknowledgements() {
        return new Acknowledgements(
                nonRefundable.getValue(), region.getValue() && shownRegion != null ? shownRegion.code() : null);
    }

    Acknowledgement nonRefundable() {
        return nonRefundable;
    }

    Acknowledgement region() {
        return region;
    }

    /** Says beside the button why nothing was bought. */
    void refuse(String message) {
        clearRefusal();
        problem.add(new Notice(Notice.Tone.ERROR, message));
    }

    void clearRefusal() {
        problem.removeAll();
    }

    private Component facts(Draft draft, Instant now) {
        var facts = new Facts();
        if (buyer.isStaff()) {
            facts.fact("Account", buyer.account().name());
        }
        var offer = draft.offer();
        var quote = draft.quote();
        if (offer != null) {
            facts.fact("Package", quote == null ? offer.name() : offer.name() + " × " + quote.quantity());
        }
        if (draft.region() != null) {
            facts.fact("Region", new Strong(draft.region().code()));
        }
        if (quote != null) {
            describe(quote, draft, facts, now);
        }
        return facts;
    }

    private void describe(Quote quote, Draft draft, Facts facts, Instant now) {
        facts.fact(
                "Total duration",
                new Strong("%s × %s = %s h"
                        .formatted(
                                Format.count(quote.quantity()),
                                Format.count(quote.offer().nodeHours()),
                                Format.count(quote.quantity() * quote.offer().nodeHours()))));
        if (draft.isTimeKnown()) {
            facts.fact(
                    "Effective",
                    draft.effectiveAt() == null
                            ? new Span("now")
                            : When.at(draft.effectiveAt(), buyer.account().zone(), now));
            facts.fact(
                    "Valid until", When.until(quote.expiresAt(), quote.region().zone(), now));
        } else {
            facts.fact("Effective", "choose a time");
        }
        if (draft.pace() != null) {
            facts.fact(
                    "At " + buyer.possessive() + " pace of " + draft.pace().inWords(),
                    draft.pace().lasts(quote));
        }
        if (quote.atListPrice() != null) {
            var struck = new HtmlContainer("s");
            struck.setText(Format.money(quote.atListPrice()));
            facts.fact("Same at list price", struck);
        }
    }

    private static Paragraph quiet(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
