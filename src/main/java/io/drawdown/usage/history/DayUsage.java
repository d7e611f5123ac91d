package io.drawdown.usage.history;

import java.time.LocalDate;

/** The usage on one day and how it was paid, net of what was voided. */
public record DayUsage(LocalDate day, long coveredNodeSeconds, long chargedNodeSeconds) {

    /**
     * Returns the usage of the day.
     *
     * @throws ArithmeticException on overflow (R1)
     */
    public long nodeSeconds() {
        return Math.addExact(coveredNodeSeconds, chargedNodeSeconds);
    }
}
