package io.drawdown.console.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.billing.Statement;
import io.drawdown.console.components.BillFacts;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.Meter;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.usage.UsageSummary;

/** How much of this month's usage packages covered, and what the month's bill has pay-per-use. */
class MonthCard extends Card {

    MonthCard(UsageSummary month, Statement bill) {
        super(Format.month(month.month()));
        var hasRun = month.deductedNodeSeconds() != 0 || month.chargedNodeSeconds() != 0;
        if (hasRun) {
            add(covered(month));
        } else {
            var nothing = new Span("Nothing has run yet this month.");
            nothing.addClassName("quiet");
            add(nothing);
        }
        if (hasRun || isOwed(bill)) {
            add(BillFacts.add(new Facts(), bill)
                    .fact("Saved against list price", new Strong(Format.money(month.saved()))));
        }
    }

    private static boolean isOwed(Statement bill) {
        var running = bill.runningNotYetBilled();
        return bill.payPerUse().amount().signum() != 0
                || running != null && running.amount().signum() != 0;
    }

    private static Component covered(UsageSummary month) {
        var percent = percent(month);
        var words = new Div(new Span("Covered by packages"), new Strong(percent));
        words.addClassName("between");
        var all = Math.addExact(month.deductedNodeSeconds(), month.chargedNodeSeconds());
        var hours = new Span(Format.bareHours(month.deductedNodeSeconds()) + " of " + Format.hours(all));
        hours.addClassName("quiet");
        var meter = new Meter("Covered by packages", month.deductedNodeSeconds(), all, Tone.WELL).valueText(percent);
        var covered = new Div(words, meter, hours);
        covered.addClassName("covered");
        return covered;
    }

    // Only what is covered whole is called 100 %, and only what isn't covered at all 0 %.
    private static String percent(UsageSummary month) {
        var covered = (double) month.deductedNodeSeconds();
        var percent = Math.round(100 * covered / (covered + month.chargedNodeSeconds()));
        if (month.chargedNodeSeconds() > 0 && percent == 100) {
            percent = 99;
        }
        if (month.deductedNodeSeconds() > 0 && percent == 0) {
            percent = 1;
        }
        return percent + "\u00a0%";
    }
}
