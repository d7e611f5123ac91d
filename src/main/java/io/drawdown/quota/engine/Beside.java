package io.drawdown.quota.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job would be given that ran beside others: as a usage record of it would be settled, if nothing else came. */
public final class Beside {

    private Beside() {}

    private record Part(Piece piece, @Nullable Long packageId) {}

    /**
     * Runs an account forward to the end of a stretch of running, which is the last of its jobs.
     *
     * @param terms the packages that cut the stretch where they match it (R9)
     * @throws ArithmeticException if node-seconds overflow (R1)
     */
    public static Outcome settle(Forward forward, int burn, Usage usage, List<Terms> terms) {
        var pieces = DrawDown.pieces(
                usage, terms.stream().filter(one -> one.matches(usage)).toList());
        var given = new LinkedHashMap<Part, Long>();
        forward.moveTo(usage.end(), (index, from, packageId, nodeSeconds) -> {
            if (index == burn) {
                given.merge(new Part(pieceAt(pieces, from), packageId), nodeSeconds, Math::addExact);
            }
        });
        return outcome(given, forward);
    }

    private static Piece pieceAt(List<Piece> pieces, Instant instant) {
        return pieces.stream()
                .filter(piece -> !piece.from().isAfter(instant))
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static Outcome outcome(Map<Part, Long> given, Forward forward) {
        var deductions = new ArrayList<Deduction>();
        var uncovered = new ArrayList<Uncovered>();
        given.forEach((part, nodeSeconds) -> {
            if (part.packageId() == null) {
                uncovered.add(new Uncovered(part.piece(), nodeSeconds));
            } else {
                deductions.add(new Deduction(
                        part.piece(), part.packageId(), nodeSeconds, forward.remaining(part.packageId())));
            }
        });
        return new Outcome(deductions, uncovered);
    }
}
