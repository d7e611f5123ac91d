package io.drawdown.console.bills;

import io.drawdown.billing.Statement;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import java.time.YearMonth;

/** How bills and their lines are called. */
final class BillWords {

    private BillWords() {}

    /** Whether a statement takes more, in a word. */
    static StatusBadge state(boolean closed) {
        return closed ? new StatusBadge("Closed", Tone.FINISHED) : new StatusBadge("Open", Tone.RUNNING);
    }

    /** What a line is for: what was ordered, or the specification that was charged. */
    static String title(Statement.Line line, CatalogNames names) {
        return switch (line.kind()) {
            case ORDER -> line.description();
            case PAY_PER_USE -> names.specification(line.specification()) + ", pay-per-use";
        };
    }

    /** Where a specification was charged. */
    static String place(Statement.Line line) {
        return line.region() + ", " + Words.of(line.pool());
    }

    /** The month of a line's usage, such as {@code Usage of September 2026}. */
    static String usage(YearMonth month) {
        return "Usage of " + Format.month(month);
    }
}
