package io.drawdown.console.customer.estimate;

import io.drawdown.base.Money;
import io.drawdown.usage.estimate.Estimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Consecutive parts of an estimate with the same package, or with the same reason for having none. */
record CoverageSegment(Estimate.Part part) {

    /**
     * Merges the parts of an estimate into segments. Boundaries of packages that cover nothing don't matter to the
     * reader.
     */
    static List<CoverageSegment> of(Estimate estimate) {
        var stretches = new ArrayList<CoverageSegment>();
        for (var part : estimate.parts()) {
            if (!stretches.isEmpty() && stretches.getLast().isSameAs(part)) {
                stretches.add(stretches.removeLast().extendedBy(part));
            } else {
                stretches.add(new CoverageSegment(part));
            }
        }
        return stretches;
    }

    boolean isCovered() {
        return part.packageId() != null;
    }

    Instant from() {
        return part.from();
    }

    Instant to() {
        return part.to();
    }

    long nodeSeconds() {
        return part.nodeSeconds();
    }

    private boolean isSameAs(Estimate.Part other) {
        return Objects.equals(part.packageId(), other.packageId())
                && part.reason() == other.reason()
                && Objects.equals(part.because(), other.because());
    }

    private CoverageSegment extendedBy(Estimate.Part next) {
        Money amount = part.amount() == null || next.amount() == null
                ? null
                : part.amount().plus(next.amount());
        return new CoverageSegment(new Estimate.Part(
                part.packageId(),
                part.title(),
                part.from(),
                next.to(),
                part.nodeSeconds() + next.nodeSeconds(),
                part.reason(),
                part.because(),
                amount));
    }
}
