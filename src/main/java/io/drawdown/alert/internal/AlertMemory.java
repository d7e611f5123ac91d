package io.drawdown.alert.internal;

import io.drawdown.alert.settings.TargetKey;
import io.drawdown.alert.settings.ThresholdKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The remembered state of targets: their latched thresholds, and their balances since the last alert (R20). */
public final class AlertMemory {

    private final Map<TargetKey, List<Latch>> latches;
    private final Map<TargetKey, Long> remainingByTarget;

    AlertMemory(Collection<Latch> latches, Map<TargetKey, Long> told) {
        this.latches = latches.stream()
                .collect(Collectors.groupingBy(latch -> latch.thresholdKey().targetKey()));
        this.remainingByTarget = Map.copyOf(told);
    }

    /**
     * A threshold that was reached and isn't armed.
     *
     * @param alerted whether reaching it raised an alert
     */
    public record Latch(ThresholdKey thresholdKey, boolean alerted) {}

    /** Whether the target has any remembered state. */
    public boolean knows(TargetKey target) {
        return latches.containsKey(target) || remainingByTarget.containsKey(target);
    }

    /** Returns the latched thresholds of a target. */
    public Set<ThresholdKey> latched(TargetKey target) {
        return latches.getOrDefault(target, List.of()).stream()
                .map(Latch::thresholdKey)
                .collect(Collectors.toSet());
    }

    /** Returns the thresholds that were latched without an alert. */
    public List<ThresholdKey> latchedSilently() {
        return latches.values().stream()
                .flatMap(List::stream)
                .filter(latch -> !latch.alerted())
                .map(Latch::thresholdKey)
                .toList();
    }

    /**
     * Returns a target's remaining node-seconds when it was last compared; null if the target raised no alert since
     * its balance last rose.
     */
    public @Nullable Long lastRemainingSinceAlert(TargetKey target) {
        return remainingByTarget.get(target);
    }
}
