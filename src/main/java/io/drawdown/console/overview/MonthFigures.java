package io.drawdown.console.overview;

import io.drawdown.base.Money;
import io.drawdown.billing.Statement;
import io.drawdown.billing.UncoveredUsage;
import io.drawdown.usage.UsageSummary;
import java.util.List;

/** What the page says of the current month: its usage, its statement, and why some of the usage was charged there. */
record MonthFigures(UsageSummary usage, Statement statement, List<UncoveredUsage> uncovered) {

    /** Whether anything ran in the month, or stands on its statement. */
    boolean isAnything() {
        return usage.deductedNodeSeconds() > 0
                || usage.chargedNodeSeconds() > 0
                || !statement.lines().isEmpty();
    }

    /** The same with what running jobs would be charged by now. */
    MonthFigures running(Money notYetBilled) {
        return new MonthFigures(usage, statement.running(notYetBilled), uncovered);
    }
}
