package io.drawdown.alert;

import io.drawdown.alert.internal.AlertMemory;
import io.drawdown.alert.internal.AlertMemory.Latch;
import io.drawdown.alert.internal.Crossing;
import io.drawdown.alert.internal.LatchTable;
import io.drawdown.alert.internal.Mark;
import io.drawdown.alert.internal.TargetKey;
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
final class Comparison {

    private final Instant at;
    private final AlertMemory memory;
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private final List<Latch> toLatch = new ArrayList<>();
    private final List<Mark> toArm = new ArrayList<>();
    private final Map<TargetKey, @Nullable Long> remaining = new HashMap<>();

    Comparison(Instant at, AlertMemory memory) {
        this.at = at;
        this.memory = memory;
    }

    /** A target whose remaining may have changed: tells of the marks in force that it has come down to. */
    void changed(Watched target, Collection<Mark> inForce) {
        wasToldSinceItRose(target);
        var crossed = crossed(target, inForce);
        if (!crossed.isEmpty()) {
            reach(target, crossed, !target.silent());
        }
    }

    /** A target with marks that an edit has brought into force: tells of those that are reached, unless it was told already. */
    void edited(Watched target, Collection<Mark> brought) {
        var wasTold = wasToldSinceItRose(target);
        var crossed = crossed(target, brought);
        if (!crossed.isEmpty()) {
            reach(target, crossed, !wasTold);
        }
    }

    /** Forgets marks that are no longer in force and of which nobody was told. */
    void forget(Collection<Mark> marks) {
        toArm.addAll(marks);
    }

    /** Forgets a target that is gone for ever: an expired package. */
    void gone(TargetKey target) {
        toArm.addAll(memory.latched(target));
        keep(target, null);
    }

    /** A kind without packages in validity: nothing remains of it, so that its next package makes it rise. */
    void empty(TargetKey kind) {
        if (memory.remainingSinceTold(kind) != null) {
            keep(kind, 0L);
        }
    }

    List<Alert> alerts() {
        return alerts;
    }

    /** Writes what is to be remembered. */
    void save(LatchTable latches) {
        latches.arm(toArm);
        latches.latch(toLatch);
        latches.remember(remaining, memory);
        latches.record(crossings, at);
    }

    /** Arms what remaining has risen above, and tells whether anything was told since it last rose. */
    private boolean wasToldSinceItRose(Watched target) {
        memory.latched(target.key()).stream()
                .filter(mark -> !mark.isReachedBy(target.remaining(), target.total()))
                .forEach(toArm::add);
        var last = memory.remainingSinceTold(target.key());
        var wasTold = last != null && target.remaining() <= last;
        if (last != null) {
            keep(target.key(), wasTold ? target.remaining() : null);
        }
        return wasTold;
    }

    private List<Mark> crossed(Watched target, Collection<Mark> marks) {
        var latched = memory.latched(target.key());
        return marks.stream()
                .filter(mark -> mark.isReachedBy(target.remaining(), target.total()) && !latched.contains(mark))
                .toList();
    }

    private void reach(Watched target, List<Mark> crossed, boolean tells) {
        crossed.forEach(mark -> toLatch.add(new Latch(mark, tells)));
        if (tells) {
            keep(target.key(), target.remaining());
            crossed.forEach(mark -> crossings.add(new Crossing(mark, target.remaining(), target.total())));
            alerts.add(alert(target, lowest(crossed, target.total())));
        }
    }

    private void keep(TargetKey target, @Nullable Long left) {
        var last = memory.remainingSinceTold(target);
        if (left == null ? last == null : left.equals(last)) {
            remaining.remove(target);
        } else {
            remaining.put(target, left);
        }
    }

    /** The lowest of the marks that one change crossed, which the one message is for (R21). */
    private static Mark lowest(List<Mark> crossed, long total) {
        return crossed.stream()
                .min(Comparator.comparingLong(mark -> mark.level(total)))
                .orElseThrow();
    }

    /** Where nothing remains, that is what is told, whichever threshold it was (R21). */
    private Alert alert(Watched target, Mark mark) {
        var usedUp = target.remaining() == 0;
        return new Alert(
                target.key().account(),
                usedUp ? AlertKind.USED_UP : AlertKind.THRESHOLD,
                target.packageId(),
                target.kind(),
                usedUp ? null : mark.threshold(),
                target.remaining(),
                target.total(),
                null,
                null,
                target.expiresAt(),
                at);
    }
}
