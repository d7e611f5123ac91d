package io.drawdown.alert.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is remembered of targets: their latched marks, and what remained when something was last told or looked at (R20). */
public final class AlertMemory {

    private final Map<TargetKey, List<Latch>> latches;
    private final Map<TargetKey, Long> told;

    AlertMemory(Collection<Latch> latches, Map<TargetKey, Long> told) {
        this.latches = latches.stream()
                .collect(Collectors.groupingBy(latch -> latch.mark().key()));
        this.told = Map.copyOf(told);
    }

    /**
     * A mark that was reached and isn't armed.
     *
     * @param told whether the account was told then
     */
    public record Latch(Mark mark, boolean told) {}

    /** Whether anything is remembered of a target. */
    public boolean knows(TargetKey target) {
        return latches.containsKey(target) || told.containsKey(target);
    }

    /** The latched marks of a target. */
    public Set<Mark> latched(TargetKey target) {
        return latches.getOrDefault(target, List.of()).stream().map(Latch::mark).collect(Collectors.toSet());
    }

    /** The latched marks of which nobody was told. */
    public List<Mark> latchedSilently() {
        return latches.values().stream()
                .flatMap(List::stream)
                .filter(latch -> !latch.told())
                .map(Latch::mark)
                .toList();
    }

    /**
     * What remained of a target, in node-seconds, when it was last looked at; null if nothing was told of it since its remaining
     * last rose.
     */
    public @Nullable Long remainingSinceTold(TargetKey target) {
        return told.get(target);
    }
}
