package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.quota.Meter;
import java.time.YearMonth;

/** How much of the credit limit remains after this month's orders and charges (R18). */
class CreditLimitCard extends Card {

    private static final int LOW_FRACTION = 5;

    CreditLimitCard(Money limit, Money spent, YearMonth month) {
        super("Credit limit");
        var left = limit.minus(spent);
        var over = left.amount().signum() < 0;
        var of = new Span((over ? "over " : "left of ") + Format.money(limit));
        of.addClassName("quiet");
        var words = new Div(new StrongText(Format.money(over ? spent.minus(limit) : left)), of);
        words.addClassName("job");
        var text = new Span("An order that would take " + Format.month(month)
                + " past it is refused. Running jobs are never stopped by it.");
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

    private static StatusTone tone(Money limit, Money left) {
        if (left.amount().signum() <= 0) {
            return StatusTone.USED_UP;
        }
        return left.times(LOW_FRACTION).compareTo(limit) <= 0 ? StatusTone.LOW : StatusTone.WELL;
    }
}
