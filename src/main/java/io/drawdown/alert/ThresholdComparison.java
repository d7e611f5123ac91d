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
 * Compares targets with their thresholds at an instant (R20). It collects the alerts and what is to be remembered, and writes
 * nothing until it is asked to, so that the same code says beforehand what an edit would tell.
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

    /** A target whose remaining may have changed: tells of the marks in force that it has come down to. */
    void compareChanged(TargetBalance target, Collection<ThresholdKey> inForce) {
        armRisenAndCheckAlerted(target);
        var crossed = newlyReached(target, inForce);
        if (!crossed.isEmpty()) {
            latchReached(target, crossed, !target.silent());
        }
    }

    /** A target with marks that an edit has brought into force: tells of those that are reached, unless it was told already. */
    void compareEdited(TargetBalance target, Collection<ThresholdKey> brought) {
        var wasTold = armRisenAndCheckAlerted(target);
        var crossed = newlyReached(target, brought);
        if (!crossed.isEmpty()) {
            latchReached(target, crossed, !wasTold);
        }
    }

    /** Forgets marks that are no longer in force and of which nobody was told. */
    void forget(Collection<ThresholdKey> marks) {
        toArm.addAll(marks);
    }

    /** Forgets a target that is gone for ever: an expired package. */
    void forgetExpired(TargetKey target) {
        toArm.addAll(memory.latched(target));
        rememberRemaining(target, null);
    }

    /** A kind without packages in validity: nothing remains of it, so that its next package makes it rise. */
    void rememberEmptyKind(TargetKey kind) {
        if (memory.lastRemainingSinceAlert(kind) != null) {
            rememberRemaining(kind, 0L);
        }
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** Writes what is to be remembered. */
    void save(LatchRepository latches) {
        latches.arm(toArm);
        latches.latch(toLatch);
        latches.saveRemaining(remainingByTarget, memory);
        latches.insertCrossings(crossings, at);
    }

    /** Arms what remaining has risen above, and tells whether anything was told since it last rose. */
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

    /** The lowest of the marks that one change crossed, which the one message is for (R21). */
    private static ThresholdKey lowest(List<ThresholdKey> crossed, long total) {
        return crossed.stream()
                .min(Comparator.comparingLong(thresholdKey -> thresholdKey.level(total)))
                .orElseThrow();
    }

    /** Where nothing remains, that is what is told, whichever threshold it was (R21). */
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
