package io.drawdown.console.customer.bills;

import io.drawdown.base.format.Format;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import java.time.YearMonth;

/** The labels of bills and their lines. */
final class BillLabels {

    private BillLabels() {}

    /** Creates the badge that shows whether a statement is open or closed. */
    static StatusBadge stateBadge(boolean closed) {
        return closed ? new StatusBadge("Closed", StatusTone.FINISHED) : new StatusBadge("Open", StatusTone.RUNNING);
    }

    /** Returns the title of a line: the description of an order, or the specification that was charged. */
    static String lineTitle(Statement.Line line, CatalogNames names) {
        return switch (line.kind()) {
            case ORDER -> line.description();
            case PAY_PER_USE -> names.specificationName(line.chargedUsage().specification()) + ", pay-per-use";
        };
    }

    /** Returns the region and pool of a pay-per-use line. */
    static String linePlace(Statement.Line line) {
        var usage = line.chargedUsage();
        return usage.region() + ", " + DomainLabels.label(usage.pool());
    }

    /** Returns the title for usage of a month, such as {@code Usage of September 2026}. */
    static String usageTitle(YearMonth month) {
        return "Usage of " + Format.month(month);
    }
}
