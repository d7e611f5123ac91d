package io.drawdown.console.customer.overview;

import io.drawdown.base.Money;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.billing.statement.Statement;
import io.drawdown.usage.history.MonthUsage;
import java.util.List;

/** The current month: its usage, its statement, and the reasons for its charges. */
record MonthSummary(MonthUsage usage, Statement statement, List<ReasonTotal> uncovered) {

    /** Returns whether the month has any usage or statement lines. */
    boolean isNotEmpty() {
        return usage.deductedNodeSeconds() > 0
                || usage.chargedNodeSeconds() > 0
                || !statement.lines().isEmpty();
    }

    /** Returns the summary with the amount that running jobs would be charged by now. */
    MonthSummary withRunningCharges(Money notYetBilled) {
        return new MonthSummary(usage, statement.withRunningNotYetBilled(notYetBilled), uncovered);
    }
}
