package io.drawdown.usage.history;

import java.time.LocalDate;

/** What ran on one day and how it was paid, net of what was voided. */
public record DayUsage(LocalDate day, long coveredNodeSeconds, long chargedNodeSeconds) {

    /** All that ran; @throws ArithmeticException on overflow (R1). */
    public long nodeSeconds() {
        return Math.addExact(coveredNodeSeconds, chargedNodeSeconds);
    }
}
