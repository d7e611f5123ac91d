package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;

/** What a bill has pay-per-use, and what runs beside it: in the same words wherever they are shown (R18). */
public final class BillFacts {

    private BillFacts() {}

    /** Adds them to some facts; what runs is said beside the current month's bill only. */
    public static FactList add(FactList factList, Statement statement) {
        var running = statement.runningNotYetBilled();
        factList.fact(
                running == null ? "Pay-per-use on this bill" : "Pay-per-use on this month’s bill",
                payPerUse(statement));
        if (running != null) {
            factList.fact("Running, not yet billed", new StrongText(Format.money(running)));
        }
        return factList;
    }

    /** What is said after a figure of a bill if some of it is for usage of earlier months, such as {@code , including ¥ 1.00 for …}. */
    public static String earlierMonthsText(Money ofEarlierMonths) {
        return ofEarlierMonths.amount().signum() == 0
                ? ""
                : ", including " + Format.money(ofEarlierMonths) + " for usage of earlier months";
    }

    private static Component payPerUse(Statement statement) {
        var amount = new StrongText(Format.money(statement.payPerUse()));
        var earlier = earlierMonthsText(statement.payPerUseOfEarlierMonths());
        if (earlier.isEmpty()) {
            return amount;
        }
        var including = new Span(earlier);
        including.addClassName("quiet");
        var billed = new Div(amount, including);
        billed.addClassName("billed");
        return billed;
    }
}
