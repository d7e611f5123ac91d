package io.drawdown.console.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.Strong;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.usage.UncoveredUsage;
import java.util.List;

/** Why some of this month's usage was charged (R13). */
class ReasonsCard extends Card {

    ReasonsCard(List<UncoveredUsage> uncovered) {
        super("Why some of it was not covered");
        var facts = new Facts();
        for (var one : uncovered) {
            var hours = new Span(Format.hours(one.nodeSeconds()));
            hours.addClassName("quiet");
            var amount = new Div(hours, new Strong(Format.money(one.charged())));
            amount.addClassName("amount");
            facts.fact(Words.of(one.reason()), amount);
        }
        add(facts);
    }
}
