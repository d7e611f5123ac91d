package io.drawdown.quota.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The projection of a planned job while other jobs run. It settles the job as its usage record would be settled if
 * nothing else happened.
 */
public final class PlannedJobProjection {

    private PlannedJobProjection() {}

    private record PieceSource(Piece piece, @Nullable Long packageId) {}

    /**
     * Projects an account to the end of a planned job, which is the last of its jobs.
     *
     * @param terms the packages that cut the usage where they match it (R9)
     * @throws ArithmeticException if node-seconds overflow (R1)
     */
    public static Outcome project(RunProjection runProjection, int burn, Usage usage, List<Terms> terms) {
        var pieces = DrawDown.cutIntoPieces(
                usage, terms.stream().filter(one -> one.matches(usage)).toList());
        var given = new LinkedHashMap<PieceSource, Long>();
        runProjection.advanceTo(usage.end(), (index, from, packageId, nodeSeconds) -> {
            if (index == burn) {
                given.merge(new PieceSource(pieceAt(pieces, from), packageId), nodeSeconds, Math::addExact);
            }
        });
        return toOutcome(given, runProjection);
    }

    private static Piece pieceAt(List<Piece> pieces, Instant instant) {
        return pieces.stream()
                .filter(piece -> !piece.from().isAfter(instant))
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static Outcome toOutcome(Map<PieceSource, Long> given, RunProjection runProjection) {
        var deductions = new ArrayList<Deduction>();
        var uncovered = new ArrayList<UncoveredPiece>();
        given.forEach((pieceSource, nodeSeconds) -> {
            if (pieceSource.packageId() == null) {
                uncovered.add(new UncoveredPiece(pieceSource.piece(), nodeSeconds));
            } else {
                deductions.add(new Deduction(
                        pieceSource.piece(),
                        pieceSource.packageId(),
                        nodeSeconds,
                        runProjection.remainingNodeSeconds(pieceSource.packageId())));
            }
        });
        return new Outcome(deductions, uncovered);
    }
}
