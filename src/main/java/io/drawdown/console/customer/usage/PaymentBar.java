package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;

/** How usage was paid: packages and pay-per-use as a stacked bar, with the same in words below. */
class PaymentBar extends Div {

    private final Div bar = new Div();
    private final Div legend = new Div();

    /** Creates a bar of the node-seconds that packages covered and those that were charged. */
    PaymentBar(long deducted, long charged) {
        addClassName("paid");
        bar.addClassName("bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        legend.addClassName("words");
        add(bar, legend);
        var all = (double) deducted + charged;
        addPart("by-packages", "Packages", deducted, all);
        addPart("pay-per-use", "Pay-per-use", charged, all);
        if (all == 0) {
            legend.add(new Span("Nothing to pay"));
        }
    }

    private void addPart(String className, String name, long nodeSeconds, double all) {
        if (nodeSeconds > 0) {
            var part = new Div();
            part.addClassName(className);
            part.getStyle().set("flex-grow", Double.toString(nodeSeconds / all));
            bar.add(part);
            var text = new Span(name + " " + Format.hours(nodeSeconds));
            text.addClassName(className);
            legend.add(text);
        }
    }
}
