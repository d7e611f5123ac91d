package io.drawdown.console.estimate;

import io.drawdown.base.Money;
import io.drawdown.usage.Estimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Parts of an estimate that follow each other and have the same package, or the same reason for having none. */
record Stretch(Estimate.Part part) {

    /** The stretches of an estimate: a person cares who pays, not where packages that don't give start and end. */
    static List<Stretch> of(Estimate estimate) {
        var stretches = new ArrayList<Stretch>();
        for (var part : estimate.parts()) {
            if (!stretches.isEmpty() && stretches.getLast().isLike(part)) {
                stretches.add(stretches.removeLast().and(part));
            } else {
                stretches.add(new Stretch(part));
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

    private boolean isLike(Estimate.Part other) {
        return Objects.equals(part.packageId(), other.packageId())
                && part.reason() == other.reason()
                && Objects.equals(part.because(), other.because());
    }

    private Stretch and(Estimate.Part next) {
        Money amount = part.amount() == null || next.amount() == null
                ? null
                : part.amount().plus(next.amount());
        return new Stretch(new Estimate.Part(
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
