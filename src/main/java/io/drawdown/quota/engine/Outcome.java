package io.drawdown.quota.engine;

import java.util.List;

/** The result of settling a usage record, in the order of its pieces. */
public record Outcome(List<Deduction> deductions, List<UncoveredPiece> uncovered) {}
