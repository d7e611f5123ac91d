package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.BillFacts;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.quota.Meter;
import io.drawdown.usage.history.MonthUsage;

/** How much of this month's usage the packages covered, and the pay-per-use amount on the month's bill. */
class MonthCard extends Card {

    MonthCard(MonthUsage month, Statement bill) {
        super(Format.month(month.month()));
        var hasRun = month.deductedNodeSeconds() != 0 || month.chargedNodeSeconds() != 0;
        if (hasRun) {
            add(coveredText(month));
        } else {
            var nothing = new Span("No usage yet this month.");
            nothing.addClassName("quiet");
            add(nothing);
        }
        if (hasRun || hasPayPerUse(bill)) {
            add(BillFacts.add(new FactList(), bill)
                    .fact("Saved against list price", new StrongText(Format.money(month.savings()))));
        }
    }

    private static boolean hasPayPerUse(Statement bill) {
        var running = bill.runningNotYetBilled();
        return bill.payPerUse().amount().signum() != 0
                || (running != null && running.amount().signum() != 0);
    }

    private static Component coveredText(MonthUsage month) {
        var percent = percentText(month);
        var words = new Div(new Span("Covered by packages"), new StrongText(percent));
        words.addClassName("between");
        var all = Math.addExact(month.deductedNodeSeconds(), month.chargedNodeSeconds());
        var hours = new Span(Format.hoursWithoutUnit(month.deductedNodeSeconds()) + " of " + Format.hours(all));
        hours.addClassName("quiet");
        var meter =
                new Meter("Covered by packages", month.deductedNodeSeconds(), all, StatusTone.WELL).valueText(percent);
        var covered = new Div(words, meter, hours);
        covered.addClassName("covered");
        return covered;
    }

    // 100 % is shown only if everything is covered, and 0 % only if nothing is.
    private static String percentText(MonthUsage month) {
        var covered = (double) month.deductedNodeSeconds();
        var percent = Math.round(100 * covered / (covered + month.chargedNodeSeconds()));
        if (month.chargedNodeSeconds() > 0 && percent == 100) {
            percent = 99;
        }
        if (month.deductedNodeSeconds() > 0 && percent == 0) {
            percent = 1;
        }
        return Format.percent(percent);
    }
}
