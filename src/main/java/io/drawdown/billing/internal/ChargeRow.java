package io.drawdown.billing.internal;

import io.drawdown.base.Money;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.lines.LinePiece;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table charge.
 *
 * @param owner what its line belongs to
 * @param statementMonth the month of the statement that it is on
 * @param usageMonth the month of the usage, which determines the line of the statement
 */
public record ChargeRow(
        UsageRef usage,
        LineOwner owner,
        long entry,
        Instant from,
        Instant to,
        long nodeSeconds,
        Money perNodeHour,
        Money amount,
        Why why,
        YearMonth statementMonth,
        YearMonth usageMonth,
        @Nullable Long reversedEntry) {

    /** Returns who pays on its line. */
    public ChargePayer payer() {
        return new ChargePayer(why, perNodeHour.normalized(), reversedEntry != null);
    }

    /** Returns it as a piece of a line. */
    public LinePiece toLinePiece() {
        return new LinePiece(usage, entry, from, to, nodeSeconds, amount.amount(), 0, reversedEntry);
    }
}
