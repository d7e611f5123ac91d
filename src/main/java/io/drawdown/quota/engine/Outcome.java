package io.drawdown.quota.engine;

import java.util.List;

/** How a usage record was settled, in the order of its pieces. */
public record Outcome(List<Deduction> deductions, List<UncoveredPiece> uncovered) {}
