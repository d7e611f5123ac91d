package io.drawdown.console.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.billing.UncoveredUsage;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.Strong;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.console.usage.UsageLinks;
import java.time.YearMonth;
import java.util.List;

/** Why some of this month's usage was charged (R13), each reason with a link to the jobs. */
class ReasonsCard extends Card {

    ReasonsCard(List<UncoveredUsage> uncovered, YearMonth month, QueryParameters sameAccount) {
        super("Why some of it was not covered");
        var facts = new Facts();
        for (var one : uncovered) {
            var hours = new Span(Format.bareHours(one.nodeSeconds()) + "\u00a0h");
            hours.addClassName("quiet");
            var amount = new Div(hours, new Strong(Format.money(one.charged())));
            amount.addClassName("amount");
            facts.fact(UsageLinks.charged(Words.of(one.reason()), one.reason(), month, sameAccount), amount);
        }
        add(facts);
    }
}
