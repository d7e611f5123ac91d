package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;

/** The pay-per-use figures of a bill and its running usage, in the same words on every page (R18). */
public final class BillFacts {

    private BillFacts() {}

    /** Adds the figures to a fact list. Running usage is added only for the current month's bill. */
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

    /**
     * Returns the text that follows a figure if part of it is for usage of earlier months, such as
     * {@code , including ¥ 1.00 for usage of earlier months}; otherwise an empty text.
     */
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
