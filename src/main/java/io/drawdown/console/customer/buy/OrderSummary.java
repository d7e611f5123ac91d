package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import io.drawdown.purchase.order.NewOrder.Acknowledgements;
import io.drawdown.purchase.order.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The summary of the order: its price, the acknowledgements and the Buy button. */
class OrderSummary extends Card {

    private final Buyer buyer;
    private final Div content = new Div();
    private final Span price = new Span();
    private final StrongText boundTo = new StrongText("");
    private final AcknowledgementCheckbox nonRefundable =
            new AcknowledgementCheckbox(new Span("I know that a package can’t be unsubscribed or refunded."));
    private final AcknowledgementCheckbox region = new AcknowledgementCheckbox(new Span(
            new Text("I know that the package works in "), boundTo, new Text(" only, in public resource pools.")));
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
        var total = new Div(new StrongText("Price"), price);
        total.addClassName("total");
        add(content, total);
        if (buyer.mayBuy()) {
            add(nonRefundable, region, problem, buy);
        } else {
            add(new Notice(
                    Notice.Tone.INFO, "Support can view this page but not buy. The account’s users and admins can."));
        }
    }

    /** Shows an order. A change of region clears the acknowledgement of the region. */
    void show(OrderDraft orderDraft, Instant now) {
        if (orderDraft.region() == null || !orderDraft.region().equals(shownRegion)) {
            region.setValue(false);
        }
        shownRegion = orderDraft.region();
        region.setVisible(shownRegion != null);
        boundTo.setText(
                orderDraft.region() == null ? "its region" : orderDraft.region().code());
        content.removeAll();
        content.add(facts(orderDraft, now));
        if (orderDraft.offer() == null) {
            content.add(quietText("Choose a package to see the total."));
        } else if (orderDraft.quote() == null) {
            content.add(quietText("Enter a quantity to see the total."));
        }
        var quote = orderDraft.quote();
        price.setText(quote == null ? "–" : Format.money(quote.price()));
        buy.setText(quote == null ? "Buy" : "Buy for " + Format.money(quote.price()));
    }

    /** Shows an error at each missing acknowledgement. Returns the first one; null if none is missing. */
    @Nullable
    AcknowledgementCheckbox firstMissingAcknowledgement() {
        var refundKnown = nonRefundable.showErrorIfMissing();
        var regionKnown = region.showErrorIfMissing();
        return !refundKnown ? nonRefundable : !regionKnown ? region : null;
    }

    /** Returns the acknowledgements. For the region it is the code that is shown beside the ticked box. */
    Acknowledgements acknowledgements() {
        return new Acknowledgements(
                nonRefundable.getValue(), region.getValue() && shownRegion != null ? shownRegion.code() : null);
    }

    AcknowledgementCheckbox nonRefundable() {
        return nonRefundable;
    }

    AcknowledgementCheckbox region() {
        return region;
    }

    /** Shows beside the button why nothing was bought. */
    void showError(String message) {
        clearError();
        problem.add(new Notice(Notice.Tone.ERROR, message));
    }

    void clearError() {
        problem.removeAll();
    }

    private Component facts(OrderDraft orderDraft, Instant now) {
        var factList = new FactList();
        if (buyer.isStaff()) {
            factList.fact("Account", buyer.account().name());
        }
        var offer = orderDraft.offer();
        var quote = orderDraft.quote();
        if (offer != null) {
            factList.fact("Package", quote == null ? offer.name() : offer.name() + " × " + quote.quantity());
        }
        if (orderDraft.region() != null) {
            factList.fact("Region", new StrongText(orderDraft.region().code()));
        }
        if (quote != null) {
            addQuote(quote, orderDraft, factList, now);
        }
        return factList;
    }

    private void addQuote(Quote quote, OrderDraft orderDraft, FactList factList, Instant now) {
        factList.fact(
                "Total duration",
                new StrongText("%s × %s = %s h"
                        .formatted(
                                Format.count(quote.quantity()),
                                Format.count(quote.offer().nodeHours()),
                                Format.count(quote.quantity() * quote.offer().nodeHours()))));
        if (orderDraft.isTimeKnown()) {
            factList.fact(
                    "Effective",
                    orderDraft.effectiveAt() == null
                            ? new Span("now")
                            : InstantText.at(
                                    orderDraft.effectiveAt(), buyer.account().zone(), now));
            factList.fact(
                    "Valid until",
                    InstantText.until(quote.expiresAt(), quote.region().zone(), now));
        } else {
            factList.fact("Effective", "choose a time");
        }
        if (orderDraft.pace() != null) {
            factList.fact(
                    "At " + buyer.possessive() + " pace of " + orderDraft.pace().perDayText(),
                    orderDraft.pace().durationText(quote));
        }
        if (quote.atListPrice() != null) {
            var struck = new HtmlContainer("s");
            struck.setText(Format.money(quote.atListPrice()));
            factList.fact("At list price", struck);
        }
    }

    private static Paragraph quietText(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
