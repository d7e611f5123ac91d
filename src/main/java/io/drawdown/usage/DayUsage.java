package io.drawdown.usage;

import java.time.LocalDate;

/** What ran on one day and how it was paid, net of what was voided. */
public record DayUsage(LocalDate day, long coveredNodeSeconds, long chargedNodeSeconds) {}
