package io.drawdown.quota.internal;

import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.quota.lines.LineOwner;
import io.drawdown.quota.lines.LinePiece;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table deduction.
 *
 * @param owner what its line belongs to
 */
public record DeductionRow(
        UsageRef usage,
        LineOwner owner,
        long entry,
        long packageId,
        Instant from,
        Instant to,
        long nodeSeconds,
        long remainingAfter,
        @Nullable Long reversedEntry) {

    /** Returns it as a piece of a line. */
    public LinePiece toLinePiece() {
        return new LinePiece(usage, entry, from, to, nodeSeconds, BigDecimal.ZERO, remainingAfter, reversedEntry);
    }
}
