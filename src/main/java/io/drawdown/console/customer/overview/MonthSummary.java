package io.drawdown.console.customer.overview;

import io.drawdown.base.Money;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.billing.statement.Statement;
import io.drawdown.usage.history.MonthUsage;
import java.util.List;

/** What the page says of the current month: its usage, its statement, and why some of the usage was charged there. */
record MonthSummary(MonthUsage usage, Statement statement, List<ReasonTotal> uncovered) {

    /** Whether anything ran in the month, or stands on its statement. */
    boolean isNotEmpty() {
        return usage.deductedNodeSeconds() > 0
                || usage.chargedNodeSeconds() > 0
                || !statement.lines().isEmpty();
    }

    /** The same with what running jobs would be charged by now. */
    MonthSummary withRunningCharges(Money notYetBilled) {
        return new MonthSummary(usage, statement.withRunningNotYetBilled(notYetBilled), uncovered);
    }
}
