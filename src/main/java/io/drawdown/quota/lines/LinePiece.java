package io.drawdown.quota.lines;

import io.drawdown.quota.ledger.UsageRef;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deduction, a charge or a reversal as a piece of a line.
 *
 * @param entry its number in the account's ledger
 * @param amount what it costs, with 8 decimals; zero for a deduction
 * @param remainingAfter what the package had left; zero for a charge
 * @param reversedEntry the entry that it takes back; null if it isn't a reversal
 */
public record LinePiece(
        UsageRef usage,
        long entry,
        Instant from,
        Instant to,
        long nodeSeconds,
        BigDecimal amount,
        long remainingAfter,
        @Nullable Long reversedEntry) {}
