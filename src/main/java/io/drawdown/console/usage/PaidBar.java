package io.drawdown.console.usage;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.format.Format;

/** How usage was paid: packages and pay-per-use as a stacked bar over the same in words. */
class PaidBar extends Div {

    private final Div bar = new Div();
    private final Div words = new Div();

    /** A bar of node-seconds that packages gave and that were charged. */
    PaidBar(long deducted, long charged) {
        addClassName("paid");
        bar.addClassName("bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        words.addClassName("words");
        add(bar, words);
        var all = (double) deducted + charged;
        part("by-packages", "Packages", deducted, all);
        part("pay-per-use", "Pay-per-use", charged, all);
        if (all == 0) {
            words.add(new Span("Nothing to pay"));
        }
    }

    private void part(String className, String name, long nodeSeconds, double all) {
        if (nodeSeconds > 0) {
            var part = new Div();
            part.addClassName(className);
            part.getStyle().set("flex-grow", Double.toString(nodeSeconds / all));
            bar.add(part);
            var text = new Span(name + " " + Format.hours(nodeSeconds));
            text.addClassName(className);
            words.add(text);
        }
    }
}
