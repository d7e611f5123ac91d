package io.drawdown.quota.lines;

import org.jspecify.annotations.Nullable;

/**
 * Adjacent pieces with the same owner and payer.
 *
 * @param payer who pays: what distinguishes the lines of an owner
 * @param firstEntry the entry of the first piece
 * @param storedEntry the last entry as it is stored; null for a line that isn't stored yet
 * @param whole all pieces as one: from the start of the first to the end of the last, whose entry it has; it takes back
 *     what the first does
 */
public record Line<P>(
        LineOwner owner, P payer, long firstEntry, @Nullable Long storedEntry, LinePiece whole) {

    /** Returns whether a piece continues the line. */
    boolean isContinuedBy(LinePiece piece) {
        return whole.to().equals(piece.from()) && whole.nodeSeconds() <= Long.MAX_VALUE - piece.nodeSeconds();
    }

    /** Returns the line with one more piece at its end. */
    Line<P> plus(LinePiece piece) {
        return new Line<>(
                owner,
                payer,
                firstEntry,
                storedEntry,
                new LinePiece(
                        whole.usage(),
                        piece.entry(),
                        whole.from(),
                        piece.to(),
                        whole.nodeSeconds() + piece.nodeSeconds(),
                        whole.amount().add(piece.amount()),
                        piece.remainingAfter(),
                        whole.reversedEntry()));
    }
}
