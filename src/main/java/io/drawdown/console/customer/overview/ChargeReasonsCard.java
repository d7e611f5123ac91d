package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.customer.usage.UsageLinks;
import java.time.YearMonth;
import java.util.List;

/** The reasons for which some of this month's usage was charged (R13), each with a link to the jobs. */
class ChargeReasonsCard extends Card {

    ChargeReasonsCard(List<ReasonTotal> uncovered, YearMonth month, QueryParameters accountParameters) {
        super("Why some usage was not covered");
        var factList = new FactList();
        for (var one : uncovered) {
            var hours = new Span(Format.hours(one.nodeSeconds()));
            hours.addClassName("quiet");
            var amount = new Div(hours, new StrongText(Format.money(one.amount())));
            amount.addClassName("amount");
            factList.fact(
                    UsageLinks.chargedJobsLink(
                            DomainLabels.label(one.reason()), one.reason(), month, accountParameters),
                    amount);
        }
        add(factList);
    }
}
