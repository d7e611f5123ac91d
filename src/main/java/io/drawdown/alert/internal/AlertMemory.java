package io.drawdown.alert.internal;

import io.drawdown.alert.settings.TargetKey;
import io.drawdown.alert.settings.ThresholdKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is remembered of targets: their latched marks, and what remained when something was last told or looked at (R20). */
public final class AlertMemory {

    private final Map<TargetKey, List<Latch>> latches;
    private final Map<TargetKey, Long> remainingByTarget;

    AlertMemory(Collection<Latch> latches, Map<TargetKey, Long> told) {
        this.latches = latches.stream()
                .collect(Collectors.groupingBy(latch -> latch.thresholdKey().targetKey()));
        this.remainingByTarget = Map.copyOf(told);
    }

    /**
     * A mark that was reached and isn't armed.
     *
     * @param alerted whether the account was told then
     */
    public record Latch(ThresholdKey thresholdKey, boolean alerted) {}

    /** Whether anything is remembered of a target. */
    public boolean knows(TargetKey target) {
        return latches.containsKey(target) || remainingByTarget.containsKey(target);
    }

    /** The latched marks of a target. */
    public Set<ThresholdKey> latched(TargetKey target) {
        return latches.getOrDefault(target, List.of()).stream()
                .map(Latch::thresholdKey)
                .collect(Collectors.toSet());
    }

    /** The latched marks of which nobody was told. */
    public List<ThresholdKey> latchedSilently() {
        return latches.values().stream()
                .flatMap(List::stream)
                .filter(latch -> !latch.alerted())
                .map(Latch::thresholdKey)
                .toList();
    }

    /**
     * What remained of a target, in node-seconds, when it was last looked at; null if nothing was told of it since its remaining
     * last rose.
     */
    public @Nullable Long lastRemainingSinceAlert(TargetKey target) {
        return remainingByTarget.get(target);
    }
}
