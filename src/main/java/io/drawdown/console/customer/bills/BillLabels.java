package io.drawdown.console.customer.bills;

import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import java.time.YearMonth;

/** How bills and their lines are called. */
final class BillLabels {

    private BillLabels() {}

    /** Whether a statement takes more, in a word. */
    static StatusBadge stateBadge(boolean closed) {
        return closed ? new StatusBadge("Closed", StatusTone.FINISHED) : new StatusBadge("Open", StatusTone.RUNNING);
    }

    /** What a line is for: what was ordered, or the specification that was charged. */
    static String lineTitle(Statement.Line line, CatalogNames names) {
        return switch (line.kind()) {
            case ORDER -> line.description();
            case PAY_PER_USE -> names.specificationName(line.specification()) + ", pay-per-use";
        };
    }

    /** Where a specification was charged. */
    static String linePlace(Statement.Line line) {
        return line.region() + ", " + DomainLabels.label(line.pool());
    }

    /** The month of a line's usage, such as {@code Usage of September 2026}. */
    static String usageTitle(YearMonth month) {
        return "Usage of " + Format.month(month);
    }
}
