package io.drawdown.console.bills;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.Money;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Meter;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import java.time.YearMonth;

/** How much of the credit limit this month's orders and charges leave (R18). */
class CreditCard extends Card {

    private static final int LOW_IS_ONE_IN = 5;

    CreditCard(Money limit, Money spent, YearMonth month) {
        super("Credit limit");
        var left = limit.minus(spent);
        var over = left.amount().signum() < 0;
        var of = new Span((over ? "over " : "left of ") + Format.money(limit));
        of.addClassName("quiet");
        var words = new Div(new Strong(Format.money(over ? spent.minus(limit) : left)), of);
        words.addClassName("job");
        var text = new Span("An order that would take " + Format.month(month)
                + " past it is refused. What runs is never stopped by it.");
        text.addClassName("quiet");
        add(
                words,
                new Meter(
                                "Credit left",
                                Math.max(0, left.amount().doubleValue()),
                                limit.amount().doubleValue(),
                                tone(limit, left))
                        .valueText(Format.money(left) + " left of " + Format.money(limit)),
                text);
    }

    private static Tone tone(Money limit, Money left) {
        if (left.amount().signum() <= 0) {
            return Tone.USED_UP;
        }
        return left.times(LOW_IS_ONE_IN).compareTo(limit) <= 0 ? Tone.LOW : Tone.WELL;
    }
}
