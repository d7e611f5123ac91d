package io.drawdown.alert;

import io.drawdown.alert.internal.AlertMemory;
import io.drawdown.alert.internal.AlertMemory.Latch;
import io.drawdown.alert.internal.Crossing;
import io.drawdown.alert.internal.LatchRepository;
import io.drawdown.alert.settings.TargetKey;
import io.drawdown.alert.settings.ThresholdKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares targets with their thresholds at an instant (R20). Collects alerts and changed latches, and writes them
 * only in {@link #save}, so that the same code can preview an edit.
 */
final class ThresholdComparison {

    private final Instant at;
    private final AlertMemory memory;
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private final List<Latch> toLatch = new ArrayList<>();
    private final List<ThresholdKey> toArm = new ArrayList<>();
    private final Map<TargetKey, @Nullable Long> remainingByTarget = new HashMap<>();

    ThresholdComparison(Instant at, AlertMemory memory) {
        this.at = at;
        this.memory = memory;
    }

    /** Raises an alert if the target's balance has come down to thresholds in force. */
    void compareChanged(TargetBalance target, Collection<ThresholdKey> inForce) {
        armRisenAndCheckAlerted(target);
        var crossed = newlyReached(target, inForce);
        if (!crossed.isEmpty()) {
            latchReached(target, crossed, !target.silent());
        }
    }

    /**
     * Raises an alert if the target has reached thresholds that an edit brought into force, unless the account was
     * already notified since the balance last rose.
     */
    void compareEdited(TargetBalance target, Collection<ThresholdKey> brought) {
        var wasTold = armRisenAndCheckAlerted(target);
        var crossed = newlyReached(target, brought);
        if (!crossed.isEmpty()) {
            latchReached(target, crossed, !wasTold);
        }
    }

    /** Arms thresholds that are no longer in force and were latched without an alert. */
    void forget(Collection<ThresholdKey> marks) {
        toArm.addAll(marks);
    }

    /** Forgets an expired package. */
    void forgetExpired(TargetKey target) {
        toArm.addAll(memory.latched(target));
        rememberRemaining(target, null);
    }

    /**
     * Remembers that nothing remains of a kind without packages in validity, so that its next package counts as a
     * rise.
     */
    void rememberEmptyKind(TargetKey kind) {
        if (memory.lastRemainingSinceAlert(kind) != null) {
            rememberRemaining(kind, 0L);
        }
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** Writes the collected changes. */
    void save(LatchRepository latches) {
        latches.arm(toArm);
        latches.latch(toLatch);
        latches.saveRemaining(remainingByTarget, memory);
        latches.insertCrossings(crossings, at);
    }

    /**
     * Arms thresholds that the balance has risen above. Returns whether an alert was raised since the balance last
     * rose.
     */
    private boolean armRisenAndCheckAlerted(TargetBalance target) {
        memory.latched(target.key()).stream()
                .filter(thresholdKey ->
                        !thresholdKey.isReachedBy(target.remainingNodeSeconds(), target.totalNodeSeconds()))
                .forEach(toArm::add);
        var last = memory.lastRemainingSinceAlert(target.key());
        var wasTold = last != null && target.remainingNodeSeconds() <= last;
        if (last != null) {
            rememberRemaining(target.key(), wasTold ? target.remainingNodeSeconds() : null);
        }
        return wasTold;
    }

    private List<ThresholdKey> newlyReached(TargetBalance target, Collection<ThresholdKey> marks) {
        var latched = memory.latched(target.key());
        return marks.stream()
                .filter(thresholdKey ->
                        thresholdKey.isReachedBy(target.remainingNodeSeconds(), target.totalNodeSeconds())
                                && !latched.contains(thresholdKey))
                .toList();
    }

    private void latchReached(TargetBalance target, List<ThresholdKey> crossed, boolean tells) {
        crossed.forEach(thresholdKey -> toLatch.add(new Latch(thresholdKey, tells)));
        if (tells) {
            rememberRemaining(target.key(), target.remainingNodeSeconds());
            crossed.forEach(thresholdKey -> crossings.add(
                    new Crossing(thresholdKey, target.remainingNodeSeconds(), target.totalNodeSeconds())));
            alerts.add(createAlert(target, lowest(crossed, target.totalNodeSeconds())));
        }
    }

    private void rememberRemaining(TargetKey target, @Nullable Long left) {
        var last = memory.lastRemainingSinceAlert(target);
        if (left == null ? last == null : left.equals(last)) {
            remainingByTarget.remove(target);
        } else {
            remainingByTarget.put(target, left);
        }
    }

    /** Returns the lowest of the thresholds that one change crossed; one message reports them all (R21). */
    private static ThresholdKey lowest(List<ThresholdKey> crossed, long total) {
        return crossed.stream()
                .min(Comparator.comparingLong(thresholdKey -> thresholdKey.level(total)))
                .orElseThrow();
    }

    /** Creates the alert. If nothing remains, it is USED_UP whichever threshold was crossed (R21). */
    private Alert createAlert(TargetBalance target, ThresholdKey thresholdKey) {
        var usedUp = target.remainingNodeSeconds() == 0;
        return new Alert(
                target.key().account(),
                usedUp ? AlertKind.USED_UP : AlertKind.THRESHOLD,
                target.packageId(),
                target.kind(),
                usedUp ? null : thresholdKey.threshold(),
                target.remainingNodeSeconds(),
                target.totalNodeSeconds(),
                null,
                null,
                target.expiresAt(),
                at);
    }
}
